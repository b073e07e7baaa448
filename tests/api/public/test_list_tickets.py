"""GET /api/public/tickets."""

from typing import Any

import pytest

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Customer, Membership
from helpdesk.events.unit import unit_of_work
from tests.api.public.callers import PublicApi, fault, public_key
from tickets.actions import change_status, create_ticket
from tickets.models import Ticket


@pytest.fixture
def five(carol: Customer, as_carol: Actor) -> list[Ticket]:
    """Five tickets, the oldest first."""
    made = []
    for number in range(5):
        with unit_of_work():
            made.append(
                create_ticket(actor=as_carol, requester=carol, subject=f"No {number}", body="x", channel="portal")
            )
    return made


def titles(answer: Any) -> list[str]:
    """What a page shows."""
    return [row["title"] for row in answer.json()["tickets"]]


def test_tickets_are_listed_newest_first_without_comments(public: PublicApi, five: list[Ticket]) -> None:
    answer = public("GET", "tickets")
    assert titles(answer) == ["No 4", "No 3", "No 2", "No 1", "No 0"]
    assert answer.json()["next_cursor"] is None
    assert set(answer.json()["tickets"][0]) == {
        "id", "reference", "title", "status", "priority", "created_at", "updated_at", "resolved_at",
    }  # fmt: skip


def test_pages_meet_each_ticket_once_while_others_come(
    public: PublicApi, five: list[Ticket], carol: Customer, as_carol: Actor
) -> None:
    seen, cursor = [], ""
    while True:
        page = public("GET", f"tickets?limit=2&cursor={cursor}")
        seen += titles(page)
        with unit_of_work():
            create_ticket(actor=as_carol, requester=carol, subject="Late", body="x", channel="portal")
        cursor = page.json()["next_cursor"]
        if cursor is None:
            break
    assert seen == ["No 4", "No 3", "No 2", "No 1", "No 0"]


def test_a_status_can_be_asked_for(public: PublicApi, five: list[Ticket], as_alice: Actor) -> None:
    with unit_of_work():
        change_status(five[0], actor=as_alice, to="pending")
    assert titles(public("GET", "tickets?status=waiting")) == ["No 0"]
    assert len(titles(public("GET", "tickets?status=open"))) == 4


def test_only_what_the_keys_owner_sees_is_listed(
    alice: Membership, adam: Membership, ticket: Ticket, private_ticket: Ticket, foreign_ticket: Ticket
) -> None:
    assert titles(PublicApi(public_key(alice, "tickets.read"))("GET", "tickets")) == [ticket.subject]
    assert len(titles(PublicApi(public_key(adam, "tickets.read"))("GET", "tickets"))) == 2


def test_a_link_lists_nothing(anybody: PublicApi, token: Any) -> None:
    assert fault(anybody("GET", f"tickets?t={token()}"))[:2] == (401, "unauthorized")


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("limit=0", "limit"),
        ("limit=101", "limit"),
        ("limit=x", "limit"),
        ("limit=1&limit=2", "limit"),
        ("cursor=nonsense", "cursor"),
        ("status=pending", "status"),
        ("page=2", "page"),
    ],
)
def test_odd_parameters_are_refused(public: PublicApi, query: str, field: str) -> None:
    assert fault(public("GET", "tickets?" + query)) == (400, "validation_error", field)
