"""``ticket.status_changed`` to resolved."""

import re
from html import unescape

import pytest

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Customer, Workspace
from tests.tickets.mail.acts import move, open_ticket, rate, say
from tests.tickets.mail.conftest import Mails
from tickets.magic_links import open_link
from tickets.models import Ticket


def test_the_requester_is_asked_to_rate_by_five_links_of_one_rating_token(
    ticket: Ticket, acme: Workspace, as_alice: Actor, mails: Mails
) -> None:
    move(ticket, as_alice, "resolved")
    (mail,) = mails(ticket, "resolved")
    found = re.findall(r'href="([^"]+score=\d)"', unescape(mail.html))
    assert [link[-1] for link in found] == ["1", "2", "3", "4", "5"]
    (token,) = {link.split("?t=")[1].split("&")[0] for link in found}
    assert open_link(token, workspace=acme).link.purpose == "rating"
    assert token in mail.text


def test_it_goes_to_the_requester_only(as_carol: Actor, as_alice: Actor, carol: Customer, mails: Mails) -> None:
    ticket = open_ticket(as_carol, carol, cc_emails=["dave@customer.example"])
    move(ticket, as_alice, "resolved")
    (mail,) = mails(ticket, "resolved")
    assert (mail.to, mail.cc) == ("carol@customer.example", [])


def test_who_has_rated_is_not_asked_again(ticket: Ticket, as_alice: Actor, as_carol: Actor, mails: Mails) -> None:
    move(ticket, as_alice, "resolved")
    rate(ticket, as_carol, 5)
    (mail,) = mails(ticket, "resolved")
    assert "score=" not in mail.html
    assert "How was our help" not in mail.text + mail.html
    assert "?t=" in mail.text


@pytest.mark.parametrize("status", ["in_progress", "pending", "closed"])
def test_other_moves_are_not_mailed(ticket: Ticket, as_alice: Actor, mails: Mails, status: str) -> None:
    move(ticket, as_alice, status)
    assert mails(ticket, "resolved") == []


def test_a_ticket_reopened_before_the_mail_went_out_is_not_called_solved(
    ticket: Ticket, as_alice: Actor, as_carol: Actor, mails: Mails
) -> None:
    move(ticket, as_alice, "resolved")
    say(ticket, as_carol, "No, it is not.")
    assert mails(ticket, "resolved") == []
