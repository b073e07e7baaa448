"""Who may do what at which address, as one table; what belongs to others does not exist there."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from helpdesk.accounts.models import Membership, Workspace
from helpdesk.accounts.scopes import ARTICLES_READ, TICKETS_RATE, TICKETS_READ, TICKETS_WRITE, expand
from helpdesk.accounts.scopes import PERMISSIONS as SCOPES
from helpdesk.lib.ids import new_id, to_typeid
from helpdesk.urls import CONTRACTS
from tests.architecture.routes import METHODS, Route, routes
from tests.cast import make_key
from tickets.models import Ticket

NEW = {"subject": "Help", "body": "Please", "email": "ana@customer.example"}
TICKET = "/api/public/tickets/<str:id>"


def new_public(workspace: Workspace) -> dict[str, str]:
    """The least that makes a ticket by the public contract."""
    named = to_typeid("wks", workspace.pk)
    return {"workspace_id": named, "title": "Help", "customer_email": "ana@customer.example"}


# method, address, scope, body, status with the scope, status with every other scope
PERMISSIONS = [
    ("GET", "/api/v1/desk/tickets", TICKETS_READ, None, 200, 401),
    ("POST", "/api/v1/desk/tickets", TICKETS_WRITE, NEW, 201, 401),
    ("GET", "/api/v1/desk/tickets/<str:id>", TICKETS_READ, None, 200, 401),
    ("PATCH", "/api/v1/desk/tickets/<str:id>", TICKETS_WRITE, {"priority": "low"}, 200, 401),
    ("DELETE", "/api/v1/desk/tickets/<str:id>", TICKETS_WRITE, None, 200, 401),
    ("POST", "/api/v1/desk/tickets/<str:id>/comments", TICKETS_WRITE, {"body": "Hello"}, 201, 401),
    ("GET", "/api/v1/desk/stats", TICKETS_READ, None, 200, 401),
    ("GET", "/api/public/tickets", TICKETS_READ, None, 200, 403),
    ("POST", "/api/public/tickets", TICKETS_WRITE, new_public, 201, 403),
    ("GET", TICKET, TICKETS_READ, None, 200, 403),
]
# What no key opens: a link does, or anybody may; tests/api/public tries them.
WITHOUT_KEYS = {
    ("POST", TICKET + "/feedback", TICKETS_RATE),
    ("GET", "/api/public/kb/search", ARTICLES_READ),
    ("POST", "/api/public/kb/click", ARTICLES_READ),
}
BY_ID = [row for row in PERMISSIONS if "<" in row[1]]

# What the document of each contract lists.
DOCUMENTED = {
    "public": {
        ("POST", "/tickets"),
        ("GET", "/tickets"),  # named by the document on keys alone
        ("GET", "/tickets/:id"),
        ("POST", "/tickets/:id/feedback"),
        ("GET", "/kb/search"),
        ("POST", "/kb/click"),
    },
    "desk": {
        ("POST", "/desk/tickets"),
        ("GET", "/desk/tickets"),
        ("GET", "/desk/tickets/:id"),
        ("PATCH", "/desk/tickets/:id"),
        ("DELETE", "/desk/tickets/:id"),
        ("POST", "/desk/tickets/:id/comments"),
        ("GET", "/desk/stats"),
    },
}

# Converter and name of a part of an address -> how to spell the id of a ticket there.
SPELLINGS: dict[str, Callable[[Any], str]] = {"<str:id>": lambda key: to_typeid("tkt", key)}

# Places in a body or query where an id can stand: method, address, what is sent for a member's id, status.
NAMED = [
    ("PATCH", "/api/v1/desk/tickets/<str:id>", lambda member: {"assignee": member}, 400),
    ("GET", "/api/v1/desk/tickets", lambda member: {"assignee": member}, 200),
]


def filled(address: str, key: Any) -> str:
    """The address with the id of a ticket in it."""
    for part, spell in SPELLINGS.items():
        address = address.replace(part, spell(key))
    assert "<" not in address, "SPELLINGS must say how ids are spelled here"
    return address


def contract_at(address: str) -> str:
    """The contract that an address belongs to."""
    return next(name for name, its in CONTRACTS.items() if address.startswith(its.base + "/"))


def key_for(address: str, member: Membership, scopes: list[str]) -> str:
    """A key of the contract that an address belongs to."""
    return make_key(member, scopes=scopes, audience=contract_at(address))


def call(key: str, method: str, address: str, body: Any) -> Any:
    """One call with a key; a GET sends the body as its query."""
    body = body(Workspace.objects.get(slug="acme")) if callable(body) else body
    client = Client(headers={"Authorization": f"Bearer {key}"} if key else {})
    if method == "GET":
        return client.get(address, body or {})
    content = {"data": body, "content_type": "application/json"} if body is not None else {}
    return getattr(client, method.lower())(address, **content)


def state(ticket: Ticket) -> tuple[Any, ...]:
    """Enough of a ticket to see whether anything happened to it."""
    ticket.refresh_from_db()
    return ticket.version, ticket.status, ticket.priority, ticket.comments.count()


@pytest.fixture(autouse=True)
def unlimited(settings: Any) -> None:
    """Limits have tests of their own."""
    settings.RATELIMIT_ENABLE = False


def test_the_table_names_every_method_of_every_route_with_its_scope() -> None:
    declared = {(method, route.address, scope) for route in routes() for method, scope in route.scopes.items()}
    assert declared == {row[:3] for row in PERMISSIONS} | WITHOUT_KEYS


def test_every_route_belongs_to_a_described_contract() -> None:
    described = {pattern for description in CONTRACTS.values() for pattern in description.patterns}
    assert all(route.pattern in described for route in routes())


@pytest.mark.parametrize("contract", CONTRACTS)
def test_a_contract_has_the_routes_of_its_document_and_no_other(contract: str) -> None:
    base = CONTRACTS[contract].base
    found = {
        (method, route.address.removeprefix(base).replace("<str:", ":").replace(">", ""))
        for route in routes()
        if route.pattern in CONTRACTS[contract].patterns
        for method in route.scopes
    }
    assert found == DOCUMENTED[contract]


@pytest.mark.parametrize(("method", "address", "scope", "body", "allowed", "refused"), PERMISSIONS)
def test_a_scope_opens_what_it_is_for_and_no_other_does(
    adam: Membership, ticket: Ticket, method: str, address: str, scope: str, body: Any, allowed: int, refused: int
) -> None:
    before = state(ticket)
    others = [other for other in SCOPES if scope not in expand([other])]
    for key in (key_for(address, adam, others), key_for(address, adam, [])):
        assert call(key, method, filled(address, ticket.pk), body).status_code == refused
    for key in ("tl_live_wrong", "wks_live_wrong", ""):
        assert call(key, method, filled(address, ticket.pk), body).status_code == 401
    assert (state(ticket), adam.workspace.tickets.count()) == (before, 1)
    key = key_for(address, adam, [scope])
    assert call(key, method, filled(address, ticket.pk), body).status_code == allowed


@pytest.mark.parametrize(("method", "address", "scope", "body", "allowed", "refused"), BY_ID)
def test_the_id_of_another_workspace_reads_like_one_that_does_not_exist(
    adam: Membership,
    foreign_ticket: Ticket,
    method: str,
    address: str,
    scope: str,
    body: Any,
    allowed: int,
    refused: int,
) -> None:
    before = state(foreign_ticket)
    key = key_for(address, adam, [scope])
    foreign = call(key, method, filled(address, foreign_ticket.pk), body)
    missing = call(key, method, filled(address, new_id()), body)
    assert foreign.status_code == missing.status_code == 404
    assert foreign.content == missing.content
    assert state(foreign_ticket) == before


@pytest.mark.parametrize(
    ("method", "address", "scope", "body", "allowed", "refused"), [row for row in BY_ID if "/desk/" in row[1]]
)
def test_a_test_key_does_not_reach_a_real_ticket(
    adam: Membership, ticket: Ticket, method: str, address: str, scope: str, body: Any, allowed: int, refused: int
) -> None:
    before = state(ticket)
    key = make_key(adam, scopes=[scope], is_test=True)
    assert call(key, method, filled(address, ticket.pk), body).status_code == 404
    assert state(ticket) == before


@pytest.mark.parametrize(("method", "address", "sent", "status"), NAMED)
def test_a_member_of_another_workspace_in_a_body_or_query_reads_like_nobody(
    adam: Membership, eve: Membership, ticket: Ticket, method: str, address: str, sent: Any, status: int
) -> None:
    before = state(ticket)
    key = make_key(adam, scopes=[TICKETS_WRITE])
    nobody = [to_typeid("mbr", new_id()), "nobody@globex.example"]
    answers = [
        call(key, method, filled(address, ticket.pk), sent(named))
        for named in [to_typeid("mbr", eve.pk), eve.user.email, *nobody]
    ]
    assert {(answer.status_code, answer.content) for answer in answers} == {(status, answers[-1].content)}
    assert state(ticket) == before


@pytest.mark.parametrize("route", [pytest.param(route, id=route.address) for route in routes()])
def test_other_methods_are_refused_with_those_that_work(alice: Membership, ticket: Ticket, route: Route) -> None:
    before = state(ticket)
    key = key_for(route.address, alice, [TICKETS_WRITE])
    for method in set(METHODS) - set(route.scopes):
        answer = Client(headers={"Authorization": f"Bearer {key}"}).generic(
            method, filled(route.address, ticket.pk), b"{}", content_type="application/json"
        )
        assert (answer.status_code, answer["Content-Type"]) == (405, "application/json")
        assert answer["Allow"] == ", ".join(sorted(route.scopes))
    assert state(ticket) == before
