"""What a loaded database offers to ask for: ids, addresses, words, and credentials made for this run."""

import datetime
import random
import uuid
from dataclasses import dataclass

from django.conf import settings
from django.test import Client

from helpdesk.accounts.actions.create_api_key import create_api_key
from helpdesk.accounts.actors import system_actor
from helpdesk.accounts.models import Workspace
from helpdesk.accounts.scopes import TICKETS_WRITE
from helpdesk.bench.cast import BIG
from helpdesk.bench.loader import count_again
from helpdesk.events.unit import unit_of_work
from tickets.magic_links import make_link
from tickets.models import Ticket

SAMPLES = 400
DEPTH = 50_000
# As many callers as it takes to stay within 100 calls a minute each, see ``cases``.
LIMITED_CALLERS = 60
LINKS = 100


@dataclass(frozen=True)
class Spot:
    """A row of a list, behind which a deep page begins."""

    created_at: datetime.datetime
    id: uuid.UUID


@dataclass(frozen=True)
class World:
    """Samples of the big workspace; ``links`` are tickets' references with the tokens that open them to customers."""

    workspace_id: uuid.UUID
    slug: str
    keys: list[str]
    public_key: str
    cookie: str
    links: list[tuple[str, str]]
    ticket_ids: list[uuid.UUID]
    references: list[str]
    emails: list[str]
    deep: list[Spot]


def look_around() -> World:
    """Take samples of the connected database and make keys and a session to use it with."""
    chance = random.Random()  # noqa: S311 - which tickets are asked for
    workspace = Workspace.objects.get(slug=BIG)
    forget_created(workspace)
    tickets = workspace.tickets.order_by()
    numbers = range(1, tickets.count() + 1)
    sample = list(
        tickets.filter(number__in=chance.sample(numbers, min(SAMPLES, len(numbers)))).values_list("id", "number")
    )
    chance.shuffle(sample)
    member = workspace.memberships.select_related("user").first()
    assert member is not None  # noqa: S101 - the loader made it
    browser = Client()
    browser.force_login(member.user)
    with unit_of_work():
        keys = [
            create_api_key(
                actor=system_actor(workspace), audience="desk", name="bench", scopes=[TICKETS_WRITE], owner=member
            ).text
            for _ in range(LIMITED_CALLERS)
        ]
        public_key = create_api_key(
            actor=system_actor(workspace), audience="public", name="bench", scopes=[TICKETS_WRITE], owner=member
        ).text
        mailed = workspace.tickets.select_related("requester", "workspace").filter(
            pk__in=[pk for pk, _ in sample[:LINKS]]
        )
        links = [
            (ticket.reference, make_link(ticket, customer=ticket.requester).partition("?t=")[2]) for ticket in mailed
        ]
    return World(
        workspace_id=workspace.id,
        slug=workspace.slug,
        keys=keys,
        public_key=public_key,
        links=links,
        cookie=f"{settings.SESSION_COOKIE_NAME}={browser.cookies[settings.SESSION_COOKIE_NAME].value}",
        ticket_ids=[ticket_id for ticket_id, _ in sample],
        references=[f"TKT-{number:04d}" for _, number in sample],
        emails=list(workspace.customers.order_by("id").values_list("email", flat=True)[:SAMPLES]),
        deep=deep_spots(workspace),
    )


def forget_created(workspace: Workspace) -> None:
    """Take out what an earlier run created: no worker has indexed it, and all of it would head the lists."""
    if workspace.tickets.filter(channel=Ticket.Channel.API, search_entry=None).delete()[0]:
        count_again()


def deep_spots(workspace: Workspace) -> list[Spot]:
    """Rows about DEPTH down the list of closed tickets, in the middle where there are fewer than twice as many."""
    closed = workspace.tickets.filter(status="closed", is_test=False).newest_first()
    depth = min(DEPTH, closed.count() // 2)
    return [Spot(*row) for row in closed.values_list("created_at", "id")[depth : depth + 50]]
