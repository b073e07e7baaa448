"""The floor does the same work as the product: its answers name the same things and are about as long."""

import json
from typing import Any

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from helpdesk.accounts.models import Workspace
from helpdesk.bench.cases import CASES
from helpdesk.bench.cast import BIG
from helpdesk.bench.world import World
from helpdesk.events.models import Event
from tests.bench.conftest import Asking

FLOOR = "helpdesk.bench.urls"


def both(name: str, world: World, ask: Asking, settings: Any, nth: int = 0) -> tuple[bytes, bytes]:
    """The answers of product and floor to the same case."""
    floor = CASES[name].floor
    assert floor is not None
    product_answer = ask(CASES[name].product(world)[nth])
    settings.ROOT_URLCONF, settings.MIDDLEWARE = FLOOR, []
    return product_answer, ask(floor(world)[nth])


def subjects(body: Any) -> list[str]:
    return [row["subject"] for row in body["tickets"]]


@pytest.mark.parametrize("name", ["get", "list", "deep", "create", "search"])
def test_answers_are_of_about_the_same_length(name: str, world: World, ask: Asking, settings: Any) -> None:
    product, floor = both(name, world, ask, settings)
    assert len(product) == pytest.approx(len(floor), rel=0.25)


@pytest.mark.parametrize("name", ["list", "deep"])
@pytest.mark.parametrize("nth", [0, 1, 3])
def test_lists_show_the_same_tickets(name: str, nth: int, world: World, ask: Asking, settings: Any) -> None:
    product, floor = (json.loads(text) for text in both(name, world, ask, settings, nth))
    assert subjects(product) == subjects(floor)
    assert product["hasMore"] == floor["hasMore"]


def test_a_ticket_comes_with_the_same_comments(world: World, ask: Asking, settings: Any) -> None:
    product, floor = (json.loads(text) for text in both("get", world, ask, settings))
    assert product["subject"] == floor["subject"]
    assert [comment["body"] for comment in product["comments"]] == [comment["body"] for comment in floor["comments"]]


@pytest.mark.parametrize("nth", [0, 7, 14])
def test_search_finds_the_same_newest_tickets(nth: int, world: World, ask: Asking, settings: Any) -> None:
    product, floor = (json.loads(text) for text in both("search", world, ask, settings, nth))
    assert subjects(product) == subjects(floor)
    assert subjects(floor)
    assert product["hasMore"] == floor["hasMore"]


def test_the_figures_are_the_same(world: World, ask: Asking, settings: Any) -> None:
    product, floor = (json.loads(text) for text in both("stats", world, ask, settings))
    assert product["totalTickets"] == floor["totalTickets"]
    assert product["byStatus"]["closed"] == floor["byStatus"]["closed"]
    assert product["avgResolutionTimeHours"] == pytest.approx(floor["avgResolutionTimeHours"], abs=0.01)


def test_creating_writes_a_ticket_an_event_and_the_jobs_as_the_product_does(
    world: World, ask: Asking, settings: Any
) -> None:
    tickets = Workspace.objects.get(slug=BIG).tickets
    counts = [(tickets.count(), Event.objects.count(), ProcrastinateJob.objects.count())]
    ask(CASES["create"].product(world)[0])
    counts.append((tickets.count(), Event.objects.count(), ProcrastinateJob.objects.count()))
    settings.ROOT_URLCONF, settings.MIDDLEWARE = FLOOR, []
    assert CASES["create"].floor is not None
    ask(CASES["create"].floor(world)[0])
    counts.append((tickets.count(), Event.objects.count(), ProcrastinateJob.objects.count()))
    by_product, by_floor = ([b - a for a, b in zip(*pair, strict=True)] for pair in (counts[:2], counts[1:]))
    assert by_product == by_floor
    assert by_floor[0] == 1
    newest, before = tickets.newest_first()[:2]
    assert newest.number == before.number + 1
