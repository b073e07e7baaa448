"""The plan: the same from the same number, complete, and possible."""

import datetime
from collections import Counter

import pytest

from helpdesk.demo.library import SLUGS, Library, load_library
from helpdesk.demo.plan import plan_workspace
from helpdesk.demo.steps import Step
from tests.demo.conftest import UNTIL


@pytest.fixture(params=SLUGS)
def library(request: pytest.FixtureRequest) -> Library:
    return load_library(request.param)


def plan(library: Library, *, seed: int = 1, count: int = 120) -> list[Step]:
    return plan_workspace(library, seed=seed, count=count, until=UNTIL)


def test_the_same_number_gives_the_same_plan_and_another_a_different_one(library: Library) -> None:
    assert plan(library) == plan(library)
    assert plan(library, seed=2) != plan(library)


def test_there_are_as_many_tickets_as_asked_for_even_when_few(library: Library) -> None:
    for count in (0, 1, 3, 50):
        created = [step.ticket for step in plan(library, count=count) if step.verb == "create_ticket"]
        assert created == list(range(count))


def test_steps_are_in_order_of_time_and_end_before_today(library: Library) -> None:
    moments = [step.at for step in plan(library)]
    assert moments == sorted(moments)
    assert moments[-1] < UNTIL
    assert UNTIL - moments[0] <= datetime.timedelta(days=60)


def test_nothing_happens_to_a_ticket_before_it_is_made(library: Library) -> None:
    made: set[int] = set()
    others = ("into", "to")
    for step in plan(library):
        if step.verb == "create_ticket":
            made.add(step.ticket)
        assert step.ticket in made
        if step.verb in {"merge_tickets", "link_tickets"}:
            assert {step.details[name] for name in others if name in step.details} <= made


def test_a_rating_comes_after_the_ticket_was_resolved(library: Library) -> None:
    status: dict[int, str] = {}
    kinds = {row["label"]: row["kind"] for row in library.office.rows("status")}
    for step in plan(library, count=300):
        if step.verb == "change_status":
            status[step.ticket] = kinds.get(step.details["to"], step.details["to"])
        if step.verb == "rate_ticket":
            assert status[step.ticket] in {"resolved", "closed"}


def test_work_is_shared_unevenly_and_only_by_those_who_answer(library: Library) -> None:
    assigned = Counter(step.details["to"] for step in plan(library, count=300) if step.verb == "assign_ticket")
    assert set(assigned) <= {person.email for person in library.staff if person.role != "viewer"}
    counts = [count for _, count in assigned.most_common()]
    assert counts[0] > 3 * counts[-1]
