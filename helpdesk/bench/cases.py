"""The rows of the bench: each piece of work as requests to the product, and to the floor where it has one."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from helpdesk.bench.requests import Request
from helpdesk.bench.words import COMMON, HITS, Speaker, terms
from helpdesk.bench.world import World
from helpdesk.http.keyset import Position
from helpdesk.lib.ids import to_typeid
from portal.customers.linked import COOKIES
from tickets.models import MagicLink

TICKETS = "/api/v1/desk/tickets"
FOUND = "/api/v1/bench/found"
ARTICLES = "/api/v1/bench/articles"
LISTS = [
    {"status": "open"},
    {"status": "open", "priority": "high"},
    {"status": "pending"},
    {"status": "closed", "priority": "urgent"},
]


@dataclass(frozen=True)
class Case:
    """One row: ``ratio`` is the share of the floor to hold, ``rate`` requests a second, ``p95`` milliseconds."""

    name: str
    title: str
    product: Callable[[World], list[Request]]
    floor: Callable[[World], list[Request]] | None = None
    ratio: float | None = None
    rate: float | None = None
    p95: float | None = None
    limiter: bool = False

    @property
    def writes(self) -> bool:
        """Whether the tables grow by it."""
        return self.name in {"create", "publiccreate"}


def desk(world: World, path: str, method: str = "GET", body: object = None, caller: int = 0) -> Request:
    """A call of the desk contract."""
    headers = {"Authorization": f"Bearer {world.keys[caller]}"}
    if caller:
        headers["X-Forwarded-For"] = f"10.0.0.{caller}"
    return Request(method, path, headers, body)


def public(world: World, path: str, method: str = "GET", body: object = None) -> Request:
    """A call of the public contract."""
    return Request(method, f"/api/public/{path}", {"Authorization": f"Bearer {world.public_key}"}, body)


def public_tickets(world: World) -> list[object]:
    """The same new tickets in that contract's words."""
    named = to_typeid("wks", world.workspace_id)
    return [
        {"workspace_id": named, "title": body["subject"], "description": body["body"], "customer_email": body["email"]}
        for body in new_tickets(world)
    ]


def portal_pages(world: World) -> list[Request]:
    """Tickets as their customers see them, behind a mailed link."""
    name = COOKIES[MagicLink.Purpose.TRACKING]
    return [
        Request("GET", f"/portal/{world.slug}/tickets/{reference}", {"Cookie": f"{name}={token}"})
        for reference, token in world.links
    ]


def page(world: World, path: str) -> Request:
    """A page as a signed-in agent's browser asks for it."""
    return Request("GET", f"/desk/{world.slug}/{path}", {"Cookie": world.cookie})


def floor(world: World, path: str, method: str = "GET", body: object = None) -> Request:
    """A call of the floor."""
    return Request(method, f"/floor/{world.workspace_id}/{path}", {}, body)


def new_tickets(world: World) -> list[dict[str, Any]]:
    """Bodies of requests that make a ticket of somebody known."""
    speaker = Speaker(random.Random(1))  # noqa: S311 - made-up content
    return [
        {"subject": speaker.say(6), "body": speaker.say(40), "email": email, "priority": "medium", "tags": ["billing"]}
        for email in world.emails[:100]
    ]


def product_lists(world: World) -> list[Request]:
    """First pages."""
    return [desk(world, f"{TICKETS}?{urlencode(query)}") for query in LISTS]


def product_deep(world: World) -> list[Request]:
    """Pages far down."""
    cursors = [Position(spot.created_at, spot.id).encode() for spot in world.deep]
    return [desk(world, f"{TICKETS}?{urlencode({'status': 'closed', 'cursor': cursor})}") for cursor in cursors]


def floor_deep(world: World) -> list[Request]:
    """The same pages."""
    queries = [{"status": "closed", "at": spot.created_at.isoformat(), "id": spot.id} for spot in world.deep]
    return [floor(world, f"tickets?{urlencode(query)}") for query in queries]


def get(world: World, caller: int = 0) -> list[Request]:
    """Tickets with their comments."""
    return [desk(world, f"{TICKETS}/{to_typeid('tkt', ticket)}", caller=caller) for ticket in world.ticket_ids]


def get_as_many(world: World) -> list[Request]:
    """The same from many callers in turn, so that none of them meets a limit."""
    callers = len(world.keys)
    paths = [f"{TICKETS}/{to_typeid('tkt', ticket)}" for ticket in world.ticket_ids]
    return [desk(world, path, caller=1 + number % (callers - 1)) for number, path in enumerate(paths)]


WORDS = [term for kind in HITS for term in terms(kind)]

CASES = {
    case.name: case
    for case in (
        Case(
            "create",
            "create a ticket by API",
            lambda world: [desk(world, TICKETS, "POST", body) for body in new_tickets(world)],
            lambda world: [floor(world, "tickets/new", "POST", body) for body in new_tickets(world)],
            ratio=0.4,
        ),
        Case(
            "get",
            "get a ticket with comments",
            get,
            lambda world: [floor(world, f"tickets/{ticket}") for ticket in world.ticket_ids],
            ratio=0.6,
        ),
        Case(
            "list",
            "list 20, filtered, first page",
            product_lists,
            lambda world: [floor(world, f"tickets?{urlencode(query)}") for query in LISTS],
            ratio=0.6,
        ),
        Case("deep", "list 20, deep page", product_deep, floor_deep, ratio=0.6),
        Case(
            "search",
            "full-text search, top 20",
            lambda world: [desk(world, f"{FOUND}?q={word}") for word in WORDS],
            lambda world: [floor(world, f"search?q={word}") for word in WORDS],
            ratio=0.6,
        ),
        Case("common", "search for a common word", lambda world: [desk(world, f"{FOUND}?q={COMMON}")], p95=150),
        Case(
            "searching",
            "search in the desk, HTML",
            lambda world: [page(world, f"tickets/?q={word}") for word in [*WORDS, COMMON]],
        ),
        Case(
            "articles",
            "search for articles, top 20",
            lambda world: [desk(world, f"{ARTICLES}?q={word}") for word in WORDS],
            lambda world: [floor(world, f"articles?q={word}") for word in WORDS],
            ratio=0.6,
        ),
        Case(
            "commonarticles",
            "articles by a common word",
            lambda world: [desk(world, f"{ARTICLES}?q={COMMON}")],
            lambda world: [floor(world, f"articles?q={COMMON}")],
            p95=150,
        ),
        Case(
            "misspelt",
            "articles by a misspelt word",
            lambda world: [desk(world, f"{ARTICLES}?q={word[:2]}{word[3:]}") for word in WORDS],
            p95=150,
        ),
        Case(
            "stats",
            "figures",
            lambda world: [desk(world, "/api/v1/desk/stats")],
            lambda world: [floor(world, "stats")],
            ratio=0.6,
        ),
        Case(
            "page",
            "agent's ticket page, HTML",
            lambda world: [page(world, f"tickets/{reference}") for reference in world.references],
            rate=250,
        ),
        Case(
            "publiccreate",
            "create by the public contract",
            lambda world: [public(world, "tickets", "POST", body) for body in public_tickets(world)],
            lambda world: [floor(world, "tickets/new", "POST", body) for body in new_tickets(world)],
            ratio=0.4,
        ),
        Case(
            "publicget",
            "get by the public contract",
            lambda world: [public(world, f"tickets/{to_typeid('tkt', ticket)}") for ticket in world.ticket_ids],
            lambda world: [floor(world, f"tickets/{ticket}") for ticket in world.ticket_ids],
            ratio=0.6,
        ),
        Case(
            "publicsearch",
            "articles by the public contract",
            lambda world: [
                public(world, f"kb/search?workspace_id={to_typeid('wks', world.workspace_id)}&q={word}")
                for word in WORDS
            ],
            p95=150,
        ),
        Case("portal", "customer's ticket page, HTML", portal_pages),
        Case("limited", "get, limiter on, beside it off", get_as_many, get_as_many, limiter=True),
    )
}
