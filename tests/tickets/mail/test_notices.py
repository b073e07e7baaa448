"""What members are told."""

from helpdesk.accounts.actors import Actor, member_actor
from helpdesk.accounts.models import Customer, Membership
from tests.tickets.mail.acts import assign, open_ticket, say
from tests.tickets.mail.conftest import Mails
from tickets.models import Ticket


def test_the_new_assignee_is_told(ticket: Ticket, adam: Membership, alice: Membership, mails: Mails) -> None:
    assign(ticket, member_actor(adam), alice)
    (mail,) = mails(ticket, "assigned")
    assert (mail.to, mail.from_name, mail.cc) == ("alice@acme.example", "Acme", [])
    assert "Hello Alice," in mail.text
    assert "> It says no." in mail.text
    assert "?t=" not in mail.text + mail.html


def test_whoever_takes_a_ticket_himself_is_not_told(
    ticket: Ticket, alice: Membership, as_alice: Actor, mails: Mails
) -> None:
    assign(ticket, as_alice, alice)
    assert mails(ticket, "assigned") == []


def test_nobody_is_told_of_a_ticket_that_is_meanwhile_somebody_elses(
    ticket: Ticket, adam: Membership, alice: Membership, as_alice: Actor, mails: Mails
) -> None:
    assign(ticket, member_actor(adam), alice)
    assign(ticket, as_alice, adam)
    (mail,) = mails(ticket, "assigned")
    assert mail.to == "adam@acme.example"


def test_unassigning_tells_nobody(ticket: Ticket, alice: Membership, as_alice: Actor, mails: Mails) -> None:
    assign(ticket, as_alice, alice)
    assign(ticket, as_alice, None)
    assert mails(ticket, "assigned") == []


def test_the_assignee_is_told_what_the_customer_wrote(
    ticket: Ticket, alice: Membership, as_alice: Actor, as_carol: Actor, mails: Mails
) -> None:
    assign(ticket, as_alice, alice)
    say(ticket, as_carol, "Still broken.")
    (mail,) = mails(ticket, "answered")
    assert mail.to == "alice@acme.example"
    assert "> Still broken." in mail.text
    assert "Still broken." in mail.html
    assert "?t=" not in mail.text + mail.html


def test_a_members_own_reply_does_not_come_back_as_a_notice(
    ticket: Ticket, alice: Membership, as_alice: Actor, mails: Mails
) -> None:
    assign(ticket, as_alice, alice)
    say(ticket, as_alice, "Look here.")
    assert mails(ticket, "answered") == []


def test_without_an_assignee_nobody_is_told(ticket: Ticket, as_carol: Actor, mails: Mails) -> None:
    say(ticket, as_carol, "Anybody there?")
    assert mails(ticket, "answered") == []


def test_a_member_who_left_is_not_written_to(
    ticket: Ticket, adam: Membership, alice: Membership, as_carol: Actor, mails: Mails
) -> None:
    assign(ticket, member_actor(adam), alice)
    say(ticket, as_carol, "Hello?")
    alice.is_active = False
    alice.save()
    assert {mail.kind for mail in mails(ticket)} == {"confirmation"}


def test_the_desk_address_names_workspace_and_ticket(
    as_carol: Actor, carol: Customer, adam: Membership, alice: Membership, mails: Mails
) -> None:
    ticket = open_ticket(as_carol, carol)
    assign(ticket, member_actor(adam), alice)
    (mail,) = mails(ticket, "assigned")
    assert f"/desk/acme/tickets/{ticket.reference}" in mail.text
