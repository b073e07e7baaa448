"""Kept figures: always equal to what counting the tickets would give."""

import pytest
from django.db.models import Count
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Customer, Workspace
from helpdesk.events.unit import unit_of_work
from tests.together import at_once, failures
from tickets.actions import change_status, create_ticket
from tickets.models import Tally, Ticket
from tickets.status import Status
from tickets.tallies import ROLL_UP_OVER, figures, roll_up


def counted(workspace: Workspace) -> dict[str, int]:
    """The tickets by status, counted."""
    return dict(workspace.tickets.values_list("status").annotate(Count("id")))


def kept(actor: Actor) -> dict[str, int]:
    """The same from the kept figures, without the zeroes."""
    return {status: number for status, number in figures(actor).by_status.items() if number}


def open_ticket(actor: Actor, carol: Customer) -> Ticket:
    with unit_of_work():
        return create_ticket(actor=actor, requester=carol, subject="s", body="b", channel="desk")


def test_creating_moves_and_repeats_are_counted_once(as_alice: Actor, carol: Customer, acme: Workspace) -> None:
    ticket = open_ticket(as_alice, carol)
    for status in ("pending", "pending", "resolved", "closed", "open"):
        with unit_of_work():
            change_status(ticket, actor=as_alice, to=status)
        assert kept(as_alice) == counted(acme)
    assert figures(as_alice).mean_resolution_seconds is None


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2), st.sampled_from(Status.values)), max_size=12), st.booleans())
def test_any_walk_through_the_statuses_keeps_the_figures_true(
    as_alice: Actor, carol: Customer, acme: Workspace, moves: list[tuple[int, str]], rolled: bool
) -> None:
    tickets = [open_ticket(as_alice, carol) for _ in range(3)]
    for index, status in moves:
        with unit_of_work():
            change_status(tickets[index], actor=as_alice, to=status)
    if rolled:
        roll_up()
    assert kept(as_alice) == counted(acme)
    resolved = acme.tickets.filter(resolved_at__isnull=False).exists()
    assert (figures(as_alice).mean_resolution_seconds is not None) is resolved


def test_rolling_up_leaves_a_row_for_each_status_and_the_same_sums(
    as_alice: Actor, carol: Customer, acme: Workspace
) -> None:
    for _ in range(ROLL_UP_OVER + 5):
        open_ticket(as_alice, carol)
    before = figures(as_alice)
    roll_up()
    assert acme.tallies.count() == 1
    assert figures(as_alice) == before


@pytest.mark.django_db(transaction=True)
def test_nothing_is_lost_while_rolling_up(as_alice: Actor, carol: Customer, acme: Workspace) -> None:
    def work(index: int) -> None:
        for _ in range(15):
            if index < 2:
                roll_up()
            else:
                open_ticket(as_alice, carol)

    assert not failures(at_once(6, work))
    roll_up()
    assert kept(as_alice) == counted(acme) == {"open": 60}


def test_another_workspaces_tickets_do_not_count(as_alice: Actor, foreign_ticket: Ticket) -> None:
    assert kept(as_alice) == {}
    assert Tally.objects.across_workspaces("there is one, elsewhere").count() == 1
