"""POST /api/v1/desk/tickets/:id/comments."""

import pytest

from helpdesk.accounts.models import Membership
from helpdesk.lib.ids import to_typeid
from tests.cast import Api, make_key
from tickets.models import Ticket


def path(ticket: Ticket) -> str:
    return f"tickets/{to_typeid('tkt', ticket.pk)}/comments"


def test_a_comment_is_public_unless_it_says_otherwise(desk: Api, ticket: Ticket) -> None:
    answer = desk("POST", path(ticket), {"body": "Hello"})
    assert answer.status_code == 201
    assert set(answer.json()) == {"id", "body", "internal", "author", "createdAt"}
    assert (answer.json()["internal"], answer.json()["author"]) == (False, "alice@acme.example")
    assert desk("POST", path(ticket), {"body": "Psst", "internal": True}).json()["internal"] is True


def test_a_public_reply_stops_the_customers_waiting_and_a_note_does_not(desk: Api, ticket: Ticket) -> None:
    desk("POST", path(ticket), {"body": "Psst", "internal": True})
    ticket.refresh_from_db()
    assert (ticket.waiting_since is None, ticket.first_response_at, ticket.last_message) == (False, None, "It says no.")
    desk("POST", path(ticket), {"body": "Hello"})
    ticket.refresh_from_db()
    assert (ticket.waiting_since, ticket.last_message, ticket.last_message_kind) == (None, "Hello", "agent")
    assert ticket.first_response_at


@pytest.mark.parametrize("body", [{}, {"body": ""}, {"body": " \n"}, {"body": None}])
def test_a_comment_needs_a_body(desk: Api, ticket: Ticket, body: dict) -> None:
    answer = desk("POST", path(ticket), body)
    assert (answer.status_code, answer.json()["error"]) == (400, "body is required")
    assert not ticket.comments.exists()


@pytest.mark.parametrize(
    "body",
    [{"body": 5}, {"body": "x", "internal": "yes"}, {"body": "x", "internal": 1}, {"body": "x", "internal": None}],
)
def test_other_types_are_refused(desk: Api, ticket: Ticket, body: dict) -> None:
    answer = desk("POST", path(ticket), body)
    assert answer.status_code == 400
    assert answer.json()["error"] in {"body must be a string", "internal must be true or false"}
    assert answer.json()["hint"]
    assert not ticket.comments.exists()


def test_a_reading_key_cannot_comment(alice: Membership, ticket: Ticket) -> None:
    answer = Api(make_key(alice, scopes=["tickets.read"]))("POST", path(ticket), {"body": "x"})
    assert (answer.status_code, ticket.comments.exists()) == (401, False)
