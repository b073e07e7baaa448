"""change_status: resolving, closing, reopening."""

from collections.abc import Callable

import pytest

from helpdesk.accounts.actors import Actor
from helpdesk.events.models import Event
from helpdesk.events.unit import unit_of_work
from helpdesk.lib.errors import Forbidden, Invalid, NotFound, Stale
from tests.tickets.actions.kit import fresh
from tickets.actions import change_status
from tickets.models import Ticket
from tickets.status import Status


def move(ticket: Ticket, actor: Actor, to: str) -> Ticket:
    """Change the status in a unit of its own; the ticket as the database has it afterwards."""
    with unit_of_work():
        change_status(ticket, actor=actor, to=to)
    return fresh(ticket)


def test_resolving_then_closing_keeps_both_moments(as_alice: Actor, ticket: Ticket) -> None:
    resolved = move(ticket, as_alice, "resolved")
    assert resolved.resolved_at == resolved.updated_at
    assert (resolved.closed_at, resolved.waiting_since) == (None, None)
    closed = move(ticket, as_alice, "closed")
    assert closed.resolved_at == resolved.resolved_at
    assert closed.closed_at == closed.updated_at > resolved.resolved_at


def test_closing_at_once_counts_as_resolved(as_alice: Actor, ticket: Ticket) -> None:
    closed = move(ticket, as_alice, "closed")
    assert closed.resolved_at == closed.closed_at == closed.updated_at


@pytest.mark.parametrize("done", ["resolved", "closed"])
@pytest.mark.parametrize("to", ["open", "in_progress", "pending"])
def test_reopening_clears_the_moments_and_starts_the_wait(as_alice: Actor, ticket: Ticket, done: str, to: str) -> None:
    move(ticket, as_alice, done)
    reopened = move(ticket, as_alice, to)
    assert (reopened.status, reopened.resolved_at, reopened.closed_at) == (to, None, None)
    assert reopened.waiting_since == reopened.updated_at


def test_the_log_has_the_words_before_and_after(as_alice: Actor, ticket: Ticket) -> None:
    move(ticket, as_alice, "pending")
    event = Event.objects.get(subject_id=ticket.pk, type="ticket.status_changed")
    assert event.data == {"field": "status", "before": "open", "after": "pending", "version": 2}


@pytest.mark.parametrize("status", Status.values)
def test_repeating_a_move_changes_nothing(
    changes_nothing: Callable, as_alice: Actor, ticket: Ticket, status: str
) -> None:
    move(ticket, as_alice, status)
    changes_nothing(lambda: change_status(ticket, actor=as_alice, to=status))


def test_customers_close_and_reopen_and_do_nothing_else(
    changes_nothing: Callable, as_carol: Actor, ticket: Ticket
) -> None:
    assert move(ticket, as_carol, "closed").status == "closed"
    assert move(ticket, as_carol, "open").status == "open"
    for status in ("in_progress", "pending", "resolved"):
        with pytest.raises(Forbidden):
            changes_nothing(lambda status=status: change_status(ticket, actor=as_carol, to=status))


def test_strangers_find_no_ticket(changes_nothing: Callable, as_dave: Actor, as_gus: Actor, ticket: Ticket) -> None:
    for actor in (as_dave, as_gus):
        with pytest.raises(NotFound):
            changes_nothing(lambda actor=actor: change_status(ticket, actor=actor, to="closed"))


@pytest.mark.parametrize("word", ["", "new", "OPEN", "open ", "o\x00"])
def test_unknown_words_are_refused(changes_nothing: Callable, as_alice: Actor, ticket: Ticket, word: str) -> None:
    with pytest.raises(Invalid) as refused:
        changes_nothing(lambda: change_status(ticket, actor=as_alice, to=word))
    assert (refused.value.field, refused.value.code) == ("status", "choice")


def test_a_stale_writer_is_refused(changes_nothing: Callable, as_alice: Actor, ticket: Ticket) -> None:
    move(ticket, as_alice, "pending")
    with pytest.raises(Stale):
        changes_nothing(lambda: change_status(ticket, actor=as_alice, to="closed", expected_version=1))
