"""How many SQL statements each route of each contract may run, as one table; never more for more rows."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Membership
from helpdesk.events.unit import unit_of_work
from tests.architecture.routes import routes
from tests.architecture.test_routes import NEW, filled
from tests.cast import Api, make_key
from tickets.actions import add_comment, create_ticket
from tickets.models import Ticket

# method, address, body, statements beside the transaction's own
STATEMENTS = [
    ("GET", "/api/v1/desk/tickets", None, 1),
    ("POST", "/api/v1/desk/tickets", NEW, 6),
    ("GET", "/api/v1/desk/tickets/<str:id>", None, 2),
    ("PATCH", "/api/v1/desk/tickets/<str:id>", {"priority": "low"}, 8),
    ("DELETE", "/api/v1/desk/tickets/<str:id>", None, 8),
    ("POST", "/api/v1/desk/tickets/<str:id>/comments", {"body": "Hello"}, 8),
    ("GET", "/api/v1/desk/stats", None, 1),
]
FRAME = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")


def test_every_route_has_its_row() -> None:
    assert {(method, route.address) for route in routes() for method in route.scopes} == {row[:2] for row in STATEMENTS}


def grow(actor: Actor, ticket: Ticket) -> None:
    """Many more rows of everything a route may read."""
    for number in range(12):
        with unit_of_work():
            add_comment(ticket, actor=actor, body=f"Comment {number}")
        with unit_of_work():
            create_ticket(
                actor=actor, requester=ticket.requester, subject="More", body="b", channel="desk", tags=["a", "b"]
            )


def statements(call: Any, method: str, address: str, body: Any) -> int:
    """How many one call runs, the frame of transactions aside."""
    with CaptureQueriesContext(
        connection,
    ) as captured:
        answer = call(method, address, body)
    assert answer.status_code < 300, answer.content
    return sum(not query["sql"].startswith(FRAME) for query in captured.captured_queries)


@pytest.mark.parametrize(("method", "address", "body", "most"), STATEMENTS)
def test_the_statements_of_a_route_do_not_grow(
    alice: Membership, as_alice: Actor, ticket: Ticket, method: str, address: str, body: Any, most: int
) -> None:
    api = Api(make_key(alice, scopes=["tickets.write"]))

    def call(method: str, address: str, body: Any) -> Any:
        return api(method, filled(address, ticket.pk).removeprefix("/api/v1/desk/"), body)

    with unit_of_work():
        ticket = create_ticket(actor=as_alice, requester=ticket.requester, subject="s", body="b", channel="desk")
    call("GET", "/api/v1/desk/tickets/<str:id>", None)  # the key and the statements are known from here on
    call("GET", "/api/v1/desk/tickets", None)
    call("POST", "/api/v1/desk/tickets", NEW)
    call("GET", "/api/v1/desk/stats", None)
    grow(as_alice, ticket)
    assert statements(call, method, address, body) <= most
