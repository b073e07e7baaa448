"""undo_bulk_change and stop_bulk_change: back as one, where nobody changed it since."""

from typing import Any

import pytest

from helpdesk.accounts.actors import Actor, member_actor
from helpdesk.accounts.models import AuditEntry, Membership
from helpdesk.events.unit import unit_of_work
from helpdesk.lib.errors import Conflict, Forbidden, NotFound
from tests.tickets.actions.kit import another, fresh, hide
from tests.tickets.bulk.kit import begin, finish, jobs_waiting, many, row_of, stop, undo
from tickets.actions import assign_ticket, change_priority, change_tags, undo_bulk_change
from tickets.bulk import batch
from tickets.bulk.values import facts_of
from tickets.models import Ticket


def test_each_ticket_gets_its_own_former_values(as_alice: Actor, ticket: Ticket) -> None:
    other = another(ticket)
    with unit_of_work():
        change_priority(ticket, actor=as_alice, to="low")
        change_tags(ticket, actor=as_alice, to=["a", "b"])
    change = many(as_alice, priority="urgent", add_tags=["b", "c"], remove_tags=["a"])
    back = undo(as_alice, change)
    assert [(fresh(one).priority, fresh(one).tags) for one in (ticket, other)] == [("low", ["a", "b"]), ("medium", [])]
    assert (back.undoes_id, back.state, back.total) == (change.pk, "done", 2)


@pytest.mark.parametrize("spam", [True, False])
@pytest.mark.parametrize("status", ["open", "pending", "closed"])
def test_spam_goes_back_with_its_status(spam: bool, status: str, as_alice: Actor, ticket: Ticket) -> None:
    many(as_alice, status=status)
    before = facts_of(fresh(ticket))
    change = many(as_alice, spam=True)
    if not spam:
        before, change = facts_of(fresh(ticket)), many(as_alice, spam=False)
    undo(as_alice, change)
    assert facts_of(fresh(ticket)) == before


def test_a_queue_goes_back_with_the_assignee_who_lost_the_ticket(
    adam: Membership, alice: Membership, ticket: Ticket, people_office: Any
) -> None:
    as_adam = member_actor(adam)
    with unit_of_work():
        assign_ticket(ticket, actor=as_adam, to=alice)
    before = facts_of(fresh(ticket))
    change = many(as_adam, queue=people_office.pk)
    assert fresh(ticket).assignee_id is None
    undo(as_adam, change)
    assert facts_of(fresh(ticket)) == before


def test_what_somebody_changed_since_is_left(as_alice: Actor, ticket: Ticket) -> None:
    other = another(ticket)
    change = many(as_alice, priority="urgent", add_tags=["late"])
    with unit_of_work():
        change_priority(ticket, actor=as_alice, to="low")
        change_priority(other, actor=as_alice, to="low")
        change_tags(other, actor=as_alice, to=[])
    back = undo(as_alice, change)
    assert (fresh(ticket).priority, fresh(ticket).tags, fresh(other).priority) == ("low", [], "low")
    assert row_of(back, ticket).problem == "Changed since, and left as it is: priority"
    assert (row_of(back, other).state, row_of(back, other).problem) == ("refused", "This ticket was changed since")


def test_only_what_was_changed_comes_back(as_alice: Actor, ticket: Ticket) -> None:
    other = another(ticket, priority="high")
    change = many(as_alice, priority="high")
    assert {row.ticket_id for row in undo(as_alice, change).rows.all()} == {ticket.pk}
    assert fresh(other).priority == "high"


def test_an_undo_can_be_undone(as_alice: Actor, ticket: Ticket) -> None:
    change = many(as_alice, priority="high")
    undo(as_alice, undo(as_alice, change))
    assert fresh(ticket).priority == "high"


def test_asked_twice_it_is_one(as_alice: Actor, ticket: Ticket) -> None:
    change = many(as_alice, priority="high")
    with unit_of_work():
        first = undo_bulk_change(change, actor=as_alice)
    with unit_of_work():
        assert undo_bulk_change(change, actor=as_alice).pk == first.pk
    assert jobs_waiting(first) == 1


def test_what_the_member_does_not_see_any_more_stays(as_alice: Actor, ticket: Ticket) -> None:
    change = many(as_alice, priority="high")
    hide(ticket)
    assert row_of(undo(as_alice, change), ticket).state == "refused"
    assert fresh(ticket).priority == "high"


def test_what_runs_or_has_changed_nothing_is_not_undone(as_alice: Actor, ticket: Ticket) -> None:
    running, same = begin(as_alice, priority="high"), many(as_alice, priority="medium")
    for change in (running, same):
        with pytest.raises(Conflict), unit_of_work():
            undo_bulk_change(change, actor=as_alice)


def test_stopping_leaves_the_rest_and_what_is_done_can_be_undone(
    monkeypatch: pytest.MonkeyPatch, as_alice: Actor, ticket: Ticket
) -> None:
    monkeypatch.setattr(batch, "BATCH", 1)
    other = another(ticket)
    change = begin(as_alice, priority="high")
    batch.run_batch(change.workspace_id, change.pk)
    assert stop(as_alice, change).state == "stopped"
    batch.run_batch(change.workspace_id, change.pk)
    assert (fresh(other).priority, fresh(ticket).priority) == ("high", "medium")
    assert AuditEntry.objects.across_workspaces("one test").filter(action="bulk_change.stopped").count() == 1
    undo(as_alice, change)
    assert fresh(other).priority == "medium"


def test_stopping_what_is_over_changes_nothing(as_alice: Actor, ticket: Ticket) -> None:
    change = many(as_alice, priority="high")
    assert stop(as_alice, change).state == "done"
    assert not AuditEntry.objects.across_workspaces("one test").filter(action="bulk_change.stopped").exists()


def test_somebody_elses_does_not_exist(as_alice: Actor, adam: Membership, eve: Membership, ticket: Ticket) -> None:
    change = many(as_alice, priority="high")
    for member in (adam, eve):
        for act in (undo, stop):
            with pytest.raises(NotFound):
                act(member_actor(member), change)
    assert fresh(ticket).priority == "high"


def test_who_may_not_change_many_any_more_undoes_and_stops_nothing(
    as_alice: Actor, alice: Membership, ticket: Ticket
) -> None:
    change = many(as_alice, priority="high")
    running = begin(as_alice, priority="low")
    alice.role = "viewer"
    for act, one in ((undo, change), (stop, running)):
        with pytest.raises(Forbidden):
            act(member_actor(alice), one)
    alice.role = "agent"
    finish(running)
    assert fresh(ticket).priority == "low"
