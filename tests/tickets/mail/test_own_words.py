"""A workspace's own words in the mails it sends."""

import pytest

from helpdesk.accounts.actors import Actor, system_actor
from helpdesk.accounts.models import Customer, Workspace
from helpdesk.events.unit import unit_of_work
from tests.tickets.mail.acts import move, open_ticket, say
from tests.tickets.mail.conftest import Mails
from tickets.actions import reset_mail_wording, set_mail_wording
from tickets.models import MailWording


def word(workspace: Workspace, kind: str, *, subject: str = "", opening: str = "", language: str = "en") -> MailWording:
    with unit_of_work():
        return set_mail_wording(
            actor=system_actor(workspace), kind=kind, language=language, subject=subject, opening=opening
        )


def test_subject_and_opening_are_the_workspaces(
    mails: Mails, as_carol: Actor, carol: Customer, acme: Workspace
) -> None:
    word(acme, "confirmation", subject="{company} [{reference}]", opening="Dear {name},\n“{subject}” came in.")
    [mail] = mails(open_ticket(as_carol, carol))
    assert mail.subject == "Acme [TKT-0001]"
    assert mail.text.startswith("Dear Carol,\n“Cannot sign in” came in.\n")
    assert "Dear Carol,<br>" in mail.html
    assert "Thank you for writing" not in mail.text + mail.html
    assert "works for 30 days" in mail.text


@pytest.mark.parametrize("kind", ["reply", "resolved"])
def test_every_kind_takes_its_own_words(
    kind: str, mails: Mails, as_carol: Actor, carol: Customer, as_alice: Actor, acme: Workspace
) -> None:
    word(acme, kind, opening="OUR WORDS")
    ticket = open_ticket(as_carol, carol)
    say(ticket, as_alice, "An answer.")
    move(ticket, as_alice, "resolved")
    worded = {mail.kind for mail in mails(ticket) if "OUR WORDS" in mail.text and "OUR WORDS" in mail.html}
    assert worded == {kind}


def test_words_of_another_language_or_workspace_stay_there(
    mails: Mails, as_carol: Actor, carol: Customer, acme: Workspace, globex: Workspace
) -> None:
    word(acme, "confirmation", opening="Hallo {name}", language="de")
    word(globex, "confirmation", opening="From globex")
    [mail] = mails(open_ticket(as_carol, carol))
    assert "Thank you for writing" in mail.text


def test_forgotten_words_are_not_used(mails: Mails, as_carol: Actor, carol: Customer, acme: Workspace) -> None:
    wording = word(acme, "confirmation", opening="OUR WORDS")
    for _ in range(2):
        with unit_of_work():
            reset_mail_wording(wording, actor=system_actor(acme))
    [mail] = mails(open_ticket(as_carol, carol))
    assert "OUR WORDS" not in mail.text


def test_a_customer_cannot_write_into_subject_or_page(
    mails: Mails, as_carol: Actor, carol: Customer, acme: Workspace
) -> None:
    word(acme, "confirmation", subject="{subject}", opening="{subject}")
    subject = "<b>{name}</b> =?utf-8?q?x?="
    [mail] = mails(open_ticket(as_carol, carol, subject=subject))
    assert "<b>" not in mail.html.partition("<body")[2]
    assert "{name}" in mail.text
    assert "=?" not in mail.subject


def test_the_same_words_again_are_no_change(acme: Workspace) -> None:
    word(acme, "link", subject="x")
    word(acme, "link", subject="x")
    assert acme.audit_entries.filter(action="mail_wording.changed").count() == 1


def test_brand_and_postal_address_stand_under_mails_to_customers(
    mails: Mails, as_carol: Actor, carol: Customer, acme: Workspace
) -> None:
    acme.brand_name, acme.postal_address = "Acme Shop", "1 Road\n<b>Town</b>"
    acme.save()
    [mail] = mails(open_ticket(as_carol, carol))
    assert "Sent by Acme Shop" in mail.text
    assert mail.text.rstrip().endswith("1 Road\n<b>Town</b>")
    assert "1 Road<br>&lt;b&gt;Town" in mail.html
