"""How many SQL statements each route of each contract may run, as one table; never more for more rows."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Membership, Workspace
from helpdesk.events.unit import unit_of_work
from helpdesk.lib.ids import to_typeid
from tests.architecture.routes import routes
from tests.architecture.test_routes import NEW, TICKET, WITHOUT_KEYS, call, filled, key_for, new_public
from tickets.actions import add_comment, create_ticket
from tickets.magic_links import make_link
from tickets.models import Ticket


def search_for(workspace: Workspace) -> dict[str, str]:
    """A search in a workspace."""
    return {"workspace_id": to_typeid("wks", workspace.pk), "q": "sign in"}


# method, address, body, statements beside the transaction's own
STATEMENTS = [
    ("GET", "/api/v1/desk/tickets", None, 1),
    ("POST", "/api/v1/desk/tickets", NEW, 6),
    ("GET", "/api/v1/desk/tickets/<str:id>", None, 2),
    ("PATCH", "/api/v1/desk/tickets/<str:id>", {"priority": "low"}, 8),
    ("DELETE", "/api/v1/desk/tickets/<str:id>", None, 8),
    ("POST", "/api/v1/desk/tickets/<str:id>/comments", {"body": "Hello"}, 8),
    ("GET", "/api/v1/desk/stats", None, 1),
    ("GET", "/api/public/tickets", None, 1),
    ("POST", "/api/public/tickets", new_public, 8),
    ("GET", TICKET, None, 2),
    ("POST", TICKET + "/feedback", {"score": 5}, 10),
    ("GET", "/api/public/kb/search", search_for, 8),
    ("POST", "/api/public/kb/click", {}, 0),
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


def statements(key: str, method: str, address: str, body: Any) -> int:
    """How many one call runs, the frame of transactions aside."""
    body = body(Workspace.objects.get(slug="acme")) if callable(body) else body
    with CaptureQueriesContext(connection) as captured:
        answer = call(key, method, address, body)
    assert answer.status_code < 300, answer.content
    return sum(not query["sql"].startswith(FRAME) for query in captured.captured_queries)


@pytest.mark.parametrize(("method", "address", "body", "most"), STATEMENTS)
def test_the_statements_of_a_route_do_not_grow(
    alice: Membership, as_alice: Actor, ticket: Ticket, method: str, address: str, body: Any, most: int
) -> None:
    with unit_of_work():
        token = make_link(ticket, customer=ticket.requester).partition("?t=")[2]
        other = create_ticket(actor=as_alice, requester=ticket.requester, subject="s", body="b", channel="desk")
    is_open = address in {row[1] for row in WITHOUT_KEYS}
    key = "" if is_open else key_for(address, alice, ["tickets.write"])
    grow(as_alice, ticket)
    if not is_open:  # from here on the statement is known, and for a second the key
        call(key, method, filled(address, other.pk), body)
    address = filled(address, ticket.pk) + ("?t=" + token if address.endswith("/feedback") else "")
    assert statements(key, method, address, body) <= most
