"""snooze_ticket, wake_ticket and the sweep: put away until a moment, and back by itself."""

import datetime
import logging
from collections.abc import Callable

import pytest
from django.utils import timezone

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Workspace
from helpdesk.events.models import Event
from helpdesk.events.unit import unit_of_work
from helpdesk.lib.errors import Conflict, Forbidden, Invalid, NotFound, Stale
from tests.tickets.actions.kit import another, events_of, fresh, hide
from tests.together import at_once, failures
from tickets import waking
from tickets.actions import add_comment, change_priority, change_status, snooze_ticket, wake_ticket
from tickets.models import Ticket
from tickets.waking import wake_due

HOUR = datetime.timedelta(hours=1)


def snooze(ticket: Ticket, actor: Actor, until: datetime.datetime | None = None) -> Ticket:
    with unit_of_work():
        snooze_ticket(ticket, actor=actor, until=until or timezone.now() + HOUR)
    return fresh(ticket)


def make_due(*tickets: Ticket) -> None:
    """Let the time of these tickets come."""
    for ticket in tickets:
        Ticket._base_manager.filter(pk=ticket.pk).update(snoozed_until=timezone.now() - HOUR)


def test_a_ticket_is_pending_until_its_moment_and_then_open(as_alice: Actor, ticket: Ticket) -> None:
    until = timezone.now() + HOUR
    asleep = snooze(ticket, as_alice, until)
    assert (asleep.status, asleep.snoozed_until, asleep.waiting_since) == ("pending", until, ticket.waiting_since)
    event = Event.objects.get(subject_id=ticket.pk, type="ticket.snoozed")
    assert (datetime.datetime.fromisoformat(event.data["until"]), event.visibility) == (until, "internal")
    wake_due()
    assert fresh(ticket).snoozed_until == until
    make_due(ticket)
    wake_due()
    awake = fresh(ticket)
    assert (awake.status, awake.snoozed_until) == ("open", None)
    assert events_of(ticket)[-2:] == ["ticket.status_changed", "ticket.woke"]
    wake_due()
    assert events_of(ticket).count("ticket.woke") == 1


def test_it_can_be_put_off_again_and_woken_by_hand(changes_nothing: Callable, as_alice: Actor, ticket: Ticket) -> None:
    first, later = timezone.now() + HOUR, timezone.now() + 2 * HOUR
    snooze(ticket, as_alice, first)
    changes_nothing(lambda: snooze_ticket(ticket, actor=as_alice, until=first))
    assert snooze(ticket, as_alice, later).snoozed_until == later
    with unit_of_work():
        wake_ticket(ticket, actor=as_alice)
    assert (fresh(ticket).status, fresh(ticket).snoozed_until) == ("open", None)
    changes_nothing(lambda: wake_ticket(ticket, actor=as_alice))


def test_a_customer_who_writes_wakes_it_at_once(as_alice: Actor, as_carol: Actor, ticket: Ticket) -> None:
    snooze(ticket, as_alice)
    with unit_of_work():
        add_comment(ticket, actor=as_carol, body="Well?")
    assert (fresh(ticket).status, fresh(ticket).snoozed_until) == ("open", None)


@pytest.mark.parametrize("to", ["open", "in_progress", "resolved", "closed"])
def test_changing_the_status_ends_it(as_alice: Actor, ticket: Ticket, to: str) -> None:
    snooze(ticket, as_alice)
    with unit_of_work():
        change_status(ticket, actor=as_alice, to=to)
    assert (fresh(ticket).status, fresh(ticket).snoozed_until) == (to, None)


def test_the_sweep_wakes_in_every_workspace_and_among_test_data_and_only_what_is_due(
    as_alice: Actor, ticket: Ticket, foreign_ticket: Ticket
) -> None:
    of_tests, later = another(ticket, is_test=True), another(ticket)
    snooze(later, as_alice)
    for each in (ticket, of_tests, foreign_ticket):
        Ticket._base_manager.filter(pk=each.pk).update(status="pending")
    make_due(ticket, of_tests, foreign_ticket)
    wake_due()
    assert [fresh(each).status for each in (ticket, of_tests, foreign_ticket)] == ["open"] * 3
    assert fresh(later).status == "pending"


def test_one_that_cannot_be_woken_keeps_no_other_asleep(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, as_alice: Actor, ticket: Ticket
) -> None:
    other = another(ticket)
    for each in (ticket, other):
        snooze(each, as_alice)
    make_due(ticket, other)
    wake_one = waking.wake_one

    def sometimes(each: Ticket) -> None:
        if each.pk == ticket.pk:
            raise ValueError("no")
        wake_one(each)

    monkeypatch.setattr(waking, "wake_one", sometimes)
    with caplog.at_level(logging.ERROR):
        wake_due()
    assert (fresh(ticket).status, fresh(other).status) == ("pending", "open")


def test_customers_put_nothing_away(changes_nothing: Callable, as_carol: Actor, ticket: Ticket) -> None:
    with pytest.raises(Forbidden):
        changes_nothing(lambda: snooze_ticket(ticket, actor=as_carol, until=timezone.now() + HOUR))
    with pytest.raises(Forbidden):
        changes_nothing(lambda: wake_ticket(ticket, actor=as_carol))


def test_a_hidden_or_foreign_ticket_is_not_found(as_alice: Actor, ticket: Ticket, foreign_ticket: Ticket) -> None:
    for unseen in (hide(ticket), foreign_ticket):
        with pytest.raises(NotFound):
            snooze(unseen, as_alice)
        with pytest.raises(NotFound), unit_of_work():
            wake_ticket(unseen, actor=as_alice)


@pytest.mark.parametrize(
    "until",
    [
        timezone.now() - HOUR,
        timezone.now() + 367 * 24 * HOUR,
        datetime.datetime(2100, 1, 1),
        datetime.datetime.max.replace(tzinfo=datetime.UTC),
    ],
)
def test_only_a_moment_to_come_within_a_year(
    changes_nothing: Callable, as_alice: Actor, ticket: Ticket, until: datetime.datetime
) -> None:
    with pytest.raises(Invalid) as refused:
        changes_nothing(lambda: snooze_ticket(ticket, actor=as_alice, until=until))
    assert refused.value.field == "until"


def test_what_is_done_is_reopened_first(as_alice: Actor, ticket: Ticket) -> None:
    with unit_of_work():
        change_status(ticket, actor=as_alice, to="resolved")
    with pytest.raises(Conflict, match="is done"):
        snooze(ticket, as_alice)


def test_a_stale_writer_is_refused(changes_nothing: Callable, as_alice: Actor, ticket: Ticket) -> None:
    with unit_of_work():
        change_priority(ticket, actor=as_alice, to="urgent")
    with pytest.raises(Stale):
        changes_nothing(lambda: snooze_ticket(ticket, actor=as_alice, until=timezone.now() + HOUR, expected_version=1))


@pytest.mark.django_db(transaction=True)
def test_two_who_put_it_away_at_once_both_may_and_the_last_counts(as_alice: Actor, ticket: Ticket) -> None:
    moments = [timezone.now() + HOUR, timezone.now() + 2 * HOUR]
    assert not failures(at_once(2, lambda index: snooze(ticket, as_alice, moments[index])))
    asleep = fresh(ticket)
    last = Event.objects.filter(subject_id=ticket.pk, type="ticket.snoozed").latest("id")
    assert asleep.status == "pending"
    assert asleep.snoozed_until == datetime.datetime.fromisoformat(last.data["until"])


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_wake_it_once(acme: Workspace, as_alice: Actor, ticket: Ticket) -> None:
    snooze(ticket, as_alice)
    make_due(ticket)
    assert not failures(at_once(3, lambda _: wake_due()))
    assert events_of(ticket).count("ticket.woke") == 1
