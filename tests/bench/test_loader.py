"""The product can use what was loaded, as if it had made it itself."""

import json

from helpdesk.accounts.models import Workspace
from helpdesk.bench.cases import CASES, TICKETS, desk, new_tickets, page
from helpdesk.bench.cast import BIG, SMALL_WORKSPACES
from helpdesk.bench.requests import Request
from helpdesk.bench.words import COMMON, terms
from helpdesk.bench.world import World
from helpdesk.events.models import Event
from tests.bench.conftest import TICKETS as LOADED
from tests.bench.conftest import Asking


def test_every_workspace_has_the_tickets_asked_for(world: World) -> None:
    sizes = {workspace.slug: workspace.tickets.count() for workspace in Workspace.objects.all()}
    assert sizes.pop(BIG) == LOADED
    assert list(sizes.values()) == [2] * SMALL_WORKSPACES


def test_the_contract_pages_through_all_of_them_newest_first(world: World, ask: Asking) -> None:
    seen: list[dict[str, str]] = []
    address = f"{TICKETS}?limit=50"
    while address:
        body = json.loads(ask(desk(world, address)))
        seen += body["tickets"]
        address = f"{TICKETS}?limit=50&cursor={body['nextCursor']}" if body["hasMore"] else ""
    assert len({row["id"] for row in seen}) == LOADED
    times = [row["createdAt"] for row in seen]
    assert times == sorted(times, reverse=True)


def test_a_ticket_has_its_three_comments_in_order(world: World, ask: Asking) -> None:
    body = json.loads(ask(CASES["get"].product(world)[0]))
    times = [body["createdAt"], *(comment["createdAt"] for comment in body["comments"])]
    assert len(times) == 4
    assert times == sorted(times)


def test_the_figures_count_all_of_them(world: World, ask: Asking) -> None:
    body = json.loads(ask(CASES["stats"].product(world)[0]))
    assert body["totalTickets"] == LOADED == sum(body["byStatus"].values())
    assert body["byStatus"]["closed"] > LOADED / 2


def test_search_finds_the_planted_words(world: World, ask: Asking) -> None:
    found = {
        word: ask(page(world, f"tickets/?q={word}")).count(b"/TKT-") for word in (terms("seldom")[0], COMMON, "no")
    }
    assert found[terms("seldom")[0]] >= 10
    assert found[COMMON] > found[terms("seldom")[0]]
    assert found["no"] == 0


def test_the_next_ticket_gets_the_next_number(world: World, ask: Asking) -> None:
    ask(CASES["create"].product(world)[0])
    assert Workspace.objects.get(slug=BIG).tickets.newest_first()[0].number == LOADED + 1


def test_every_ticket_has_the_event_of_its_creation(world: World) -> None:
    assert Event.objects.filter(workspace_id=world.workspace_id, type="ticket.created").count() == LOADED


def test_new_tickets_are_of_people_who_are_known(world: World, ask: Asking) -> None:
    customers = Workspace.objects.get(slug=BIG).customers
    before = customers.count()
    for body in new_tickets(world)[:3]:
        ask(Request("POST", TICKETS, {"Authorization": f"Bearer {world.keys[0]}"}, body))
    assert customers.count() == before
