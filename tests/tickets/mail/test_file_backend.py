"""Mails as files."""

import stat
from pathlib import Path

from django.core.mail import send_mail

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Customer
from tests.tickets.mail.acts import open_ticket, say
from tests.tickets.mail.conftest import Mails, parsed
from tickets.mail.delivery import deliver
from tickets.mail.message import message_of
from tickets.models import OutboundMail, Ticket


def files(directory: Path) -> list[Path]:
    return sorted(directory.iterdir())


def test_a_mail_becomes_one_private_file_with_its_envelope_on_top(
    ticket: Ticket, mails: Mails, mail_directory: Path
) -> None:
    (mail,) = mails(ticket)
    deliver(mail.workspace_id, mail.pk)
    (file,) = files(mail_directory)
    assert file.suffix == ".eml"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(mail_directory.stat().st_mode) == 0o700
    content = file.read_bytes()
    assert content.startswith(b"X-Envelope-From: <>\r\nX-Envelope-To: carol@customer.example\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    message = parsed(content)
    assert message["Message-ID"] == mail.message_id
    assert message["Subject"] == "[TKT-0001] Cannot sign in"
    mail.refresh_from_db()
    assert mail.state == "sent"


def test_a_repeat_of_a_mail_replaces_its_own_file(ticket: Ticket, mails: Mails, mail_directory: Path) -> None:
    (mail,) = mails(ticket)
    deliver(mail.workspace_id, mail.pk)
    first = {file.name: file.read_bytes() for file in files(mail_directory)}
    OutboundMail.objects.across_workspaces("test").update(state="queued", accepted=[])
    deliver(mail.workspace_id, mail.pk)
    assert [file.name for file in files(mail_directory)] == list(first)


def test_two_mails_are_two_files_in_order_of_time(
    as_carol: Actor, as_alice: Actor, carol: Customer, mails: Mails, mail_directory: Path
) -> None:
    ticket = open_ticket(as_carol, carol, cc_emails=["dave@customer.example"])
    say(ticket, as_alice, "Done.")
    for mail in mails(ticket):
        deliver(mail.workspace_id, mail.pk)
    contents = [file.read_text() for file in files(mail_directory)]
    assert len(contents) == 2
    assert any("X-Envelope-To: carol@customer.example, dave@customer.example" in content for content in contents)


def test_a_message_id_with_a_path_in_it_stays_inside_the_directory(
    ticket: Ticket, mails: Mails, mail_directory: Path
) -> None:
    (mail,) = mails(ticket)
    mail.message_id = "</../../outside@x>"
    message_of(mail, envelope_to=[mail.to]).send()
    (file,) = files(mail_directory)
    assert file.parent == mail_directory
    assert not (mail_directory.parent / "outside@x.eml").exists()


def test_mails_that_are_not_about_tickets_work_too(mail_directory: Path) -> None:
    send_mail("Hi", "there", "Acme <a@acme.example>", ["b@x.example"])
    (file,) = files(mail_directory)
    assert file.read_bytes().startswith(b"X-Envelope-From: <a@acme.example>\r\nX-Envelope-To: b@x.example\r\n")
