"""``ticket.comment_added`` by us."""

from pathlib import Path
from typing import Any

from helpdesk.accounts.actors import Actor, system_actor
from helpdesk.accounts.models import Customer, Membership, Workspace
from tests.tickets.mail.acts import open_ticket, say
from tests.tickets.mail.conftest import Mails
from tests.tickets.test_files import kept
from tests.tickets.test_files import say as say_with
from tickets.models import Ticket


def test_the_requester_gets_the_reply_with_what_he_had_asked_and_a_link(
    ticket: Ticket, as_alice: Actor, mails: Mails
) -> None:
    say(ticket, as_alice, "Please try **again**.", body_format="markdown")
    (mail,) = mails(ticket, "reply")
    assert (mail.to, mail.from_name) == ("carol@customer.example", "Alice at Acme")
    assert "Please try **again**." in mail.text
    assert "<strong>again</strong>" in mail.html
    assert "> It says no." in mail.text
    assert "It says no." in mail.html
    assert "?t=" in mail.text


def test_the_copies_stand_in_the_cc_header_and_the_mail_opens_nothing(
    as_carol: Actor, as_alice: Actor, carol: Customer, mails: Mails
) -> None:
    ticket = open_ticket(as_carol, carol, cc_emails=["dave@customer.example", "erin@customer.example"])
    say(ticket, as_alice, "Done.")
    (mail,) = mails(ticket, "reply")
    assert mail.cc == ["dave@customer.example", "erin@customer.example"]
    assert "?t=" not in mail.text + mail.html
    assert f"/portal/acme/tickets/{ticket.reference}" in mail.text


def test_an_internal_note_is_mailed_to_nobody(ticket: Ticket, as_alice: Actor, mails: Mails) -> None:
    say(ticket, as_alice, "She is a difficult one.", is_internal=True)
    assert mails(ticket, "reply") == []


def test_an_internal_note_is_not_quoted(ticket: Ticket, as_alice: Actor, mails: Mails) -> None:
    say(ticket, as_alice, "She is a difficult one.", is_internal=True)
    say(ticket, as_alice, "Hello Carol.")
    (mail,) = mails(ticket, "reply")
    assert "difficult" not in mail.text + mail.html


def test_quotes_are_few_short_and_only_of_what_came_before(
    ticket: Ticket, as_alice: Actor, as_carol: Actor, mails: Mails
) -> None:
    say(ticket, as_carol, "\n".join(f"line {n}" for n in range(40)))
    say(ticket, as_carol, "Hello?")
    say(ticket, as_alice, "Here I am.")
    say(ticket, as_carol, "Written later.")
    (mail,) = mails(ticket, "reply")
    assert "> Hello?" in mail.text
    assert "> line 7 …" in mail.text
    assert "line 8" not in mail.text
    assert "It says no." not in mail.text
    assert "Written later." not in mail.text


def test_a_customers_own_comment_is_not_mailed_back(ticket: Ticket, as_carol: Actor, mails: Mails) -> None:
    say(ticket, as_carol, "More details.")
    assert mails(ticket, "reply") == []


def test_where_no_person_wrote_the_workspace_signs_alone(ticket: Ticket, acme: Workspace, mails: Mails) -> None:
    say(ticket, system_actor(acme), "We are back.")
    (mail,) = mails(ticket, "reply")
    assert mail.from_name == "Acme"


def test_another_helpdesk_in_copy_is_left_out(
    as_carol: Actor, as_alice: Actor, carol: Customer, globex: Workspace, mails: Mails
) -> None:
    ticket = open_ticket(as_carol, carol, cc_emails=[globex.support_email, "dave@customer.example"])
    say(ticket, as_alice, "Done.")
    (mail,) = mails(ticket, "reply")
    assert mail.cc == ["dave@customer.example"]


def test_the_signature_of_whoever_wrote_it_stands_below(
    ticket: Ticket, as_alice: Actor, alice: Membership, mails: Mails
) -> None:
    alice.signature = "Alice\nAcme & friends <b>"
    alice.save()
    say(ticket, as_alice, "It works.")
    (mail,) = mails(ticket, "reply")
    assert "It works.\n\nAlice\nAcme & friends <b>\n" in mail.text
    assert "Alice<br>Acme &amp; friends &lt;b&gt;" in mail.html


def test_files_are_named_and_stay_where_they_are(
    ticket: Ticket, as_alice: Actor, mails: Mails, settings: Any, tmp_path: Path
) -> None:
    settings.HELPDESK_HOME = tmp_path
    say_with(ticket, as_alice, kept(as_alice, "manual & more.txt"))
    mail = mails(ticket, "reply")[0]
    assert "One file came with it. It is on the page of your request:\n- manual & more.txt\n" in mail.text
    assert "manual &amp; more.txt" in mail.html
    assert "It broke." not in mail.text
