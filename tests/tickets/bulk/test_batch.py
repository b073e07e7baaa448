"""The job: every ticket through the verbs, batch by batch, whatever happens in between."""

import uuid
from typing import Any

import pytest
from django.db import OperationalError, connection

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Customer, Membership, Team
from helpdesk.events.models import Event
from helpdesk.events.unit import unit_of_work
from tests.tickets.actions.kit import another, events_of, fresh, hide
from tests.tickets.bulk.kit import begin, finish, jobs_waiting, many, row_of
from tickets.actions import change_status, change_tags, mark_spam, merge_tickets
from tickets.bulk import batch
from tickets.bulk.values import put
from tickets.models import BulkRow, Ticket
from workflow.models import Queue


def test_every_kind_of_change_at_once(as_alice: Actor, alice: Membership, ticket: Ticket) -> None:
    returns = as_alice.workspace.queues.create(name="Returns")
    word = as_alice.workspace.custom_statuses.create(label="With supplier", kind="pending")
    with unit_of_work():
        change_tags(ticket, actor=as_alice, to=["old", "kept"])
    changes: dict[str, Any] = {"add_tags": ["new"], "remove_tags": ["old"], "assignee": str(alice.pk)}
    change = many(as_alice, queue=returns.pk, status=word.pk, priority="urgent", **changes)
    now = fresh(ticket)
    assert (now.queue_id, now.status, now.custom_status_id, now.priority) == (returns.pk, "pending", word.pk, "urgent")
    assert (now.assignee_id, now.tags) == (alice.pk, ["kept", "new"])
    row = row_of(change, ticket)
    assert (change.state, row.state, row.problem) == ("done", "changed", "")
    assert row.before["tags"] == ["old", "kept"]
    assert (row.before["status"], row.after["status"], row.before["assignee"]) == ("open", word.pk, None)


def test_spam_and_back(as_alice: Actor, ticket: Ticket) -> None:
    many(as_alice, spam=True)
    assert (fresh(ticket).is_spam, fresh(ticket).status) == (True, "closed")
    many(as_alice, spam=False)
    assert (fresh(ticket).is_spam, fresh(ticket).status) == (False, "open")


def test_the_member_did_it_and_the_log_says_so(as_alice: Actor, ticket: Ticket) -> None:
    change = many(as_alice, priority="high")
    event = Event.objects.get(subject_id=ticket.pk, type="ticket.priority_changed")
    assert (event.actor_kind, event.actor_id) == ("member", as_alice.id)
    assert Event.objects.filter(subject_id=change.pk, type="bulk_change.finished").count() == 1


def test_what_is_so_already_stays_the_same(as_alice: Actor, ticket: Ticket) -> None:
    change = many(as_alice, priority="medium", add_tags=["x"], remove_tags=["y"])
    assert row_of(change, ticket).state == "changed"
    again = many(as_alice, priority="medium", add_tags=["x"], remove_tags=["y"])
    assert (row_of(again, ticket).state, row_of(again, ticket).after) == ("same", {})


def test_a_refusal_is_told_leaves_nothing_behind_and_stops_nothing(
    as_alice: Actor, carol: Customer, ticket: Ticket
) -> None:
    merged, spam, fine = another(ticket), another(ticket), another(ticket)
    with unit_of_work():
        merge_tickets(merged, actor=as_alice, into=ticket)
        mark_spam(spam, actor=as_alice)
    before = {one.pk: (fresh(one).version, events_of(one)) for one in (merged, spam)}
    returns = as_alice.workspace.queues.create(name="Returns")
    change = many(as_alice, queue=returns.pk, status="pending")
    assert [row_of(change, one).state for one in (ticket, fine)] == ["changed", "changed"]
    assert row_of(change, merged).problem == f"This ticket was merged into another one. Go on in {ticket.reference}"
    assert row_of(change, spam).problem == "This ticket is marked as spam. Take it out of the spam first"
    assert {one.pk: (fresh(one).version, events_of(one)) for one in (merged, spam)} == before
    assert fresh(spam).queue_id != returns.pk
    assert row_of(change, spam).before == {}


def test_an_assignee_who_does_not_see_the_queue_is_refused_on_those_tickets_only(
    as_alice: Actor, alice: Membership, adam: Membership, ticket: Ticket
) -> None:
    team = Team.objects.across_workspaces("one test").model(workspace=alice.workspace, name="Sales")
    team.save()
    team.members.add(alice)
    sales = as_alice.workspace.queues.create(name="Sales", access=Queue.Access.PRIVATE)
    sales.teams.add(team)
    hidden = another(ticket, queue=sales)
    change = many(as_alice, assignee=str(adam.pk))
    assert (row_of(change, ticket).state, row_of(change, hidden).state) == ("changed", "refused")
    assert "does not see the queue" in row_of(change, hidden).problem


def test_a_ticket_that_went_out_of_sight_meanwhile_is_refused(as_alice: Actor, ticket: Ticket) -> None:
    change = begin(as_alice, priority="high")
    hide(ticket)
    finish(change)
    assert row_of(change, ticket).problem == "You do not see this ticket any more"
    assert fresh(ticket).priority == "medium"


def test_something_that_is_gone_meanwhile_is_a_refusal(as_alice: Actor, ticket: Ticket) -> None:
    returns = as_alice.workspace.queues.create(name="Returns")
    change = begin(as_alice, queue=returns.pk)
    returns.delete()
    finish(change)
    assert (row_of(change, ticket).state, change.state) == ("refused", "done")


def test_a_fault_of_ours_on_one_ticket_does_not_stop_the_others(
    monkeypatch: pytest.MonkeyPatch, as_alice: Actor, ticket: Ticket
) -> None:
    other = another(ticket)

    def faulty(locked: Ticket, **kwargs: Any) -> None:
        put(locked, **kwargs)
        if locked.pk == other.pk:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1 / 0")

    monkeypatch.setattr("tickets.bulk.attempt.put", faulty)
    change = many(as_alice, priority="high")
    assert (row_of(change, ticket).state, fresh(ticket).priority) == ("changed", "high")
    assert (row_of(change, other).state, fresh(other).priority) == ("refused", "medium")


def test_batch_by_batch_each_in_a_job(monkeypatch: pytest.MonkeyPatch, as_alice: Actor, ticket: Ticket) -> None:
    monkeypatch.setattr(batch, "BATCH", 2)
    for _ in range(3):
        another(ticket)
    change = begin(as_alice, priority="high")
    batch.run_batch(change.workspace_id, change.pk)
    states = list(change.rows.order_by("id").values_list("state", flat=True))
    assert (states, jobs_waiting(change)) == (["changed", "changed", "waiting", "waiting"], 2)
    change.refresh_from_db()
    assert change.state == "running"
    assert finish(change).finished_at is not None
    assert not change.rows.filter(state=BulkRow.State.WAITING).exists()


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_dies_in_the_middle_does_no_row_twice(
    monkeypatch: pytest.MonkeyPatch, as_alice: Actor, ticket: Ticket
) -> None:
    monkeypatch.setattr(batch, "BATCH", 2)
    tickets = [ticket, *(another(ticket) for _ in range(3))]
    change = begin(as_alice, add_tags=["late"])
    batch.run_batch(change.workspace_id, change.pk)
    done: list[uuid.UUID] = []

    def deadly(locked: Ticket, **kwargs: Any) -> None:
        if done:
            raise OperationalError("the server is gone")
        done.append(locked.pk)
        put(locked, **kwargs)

    monkeypatch.setattr("tickets.bulk.attempt.put", deadly)
    with pytest.raises(OperationalError):
        batch.run_batch(change.workspace_id, change.pk)
    assert change.rows.filter(state=BulkRow.State.WAITING).count() == 2
    assert all(fresh(one).tags == [] for one in tickets if one.pk in done)
    monkeypatch.setattr("tickets.bulk.attempt.put", put)
    finish(change)
    assert [events_of(one).count("ticket.tags_changed") for one in tickets] == [1, 1, 1, 1]


def test_a_job_that_comes_twice_does_nothing_more(as_alice: Actor, ticket: Ticket) -> None:
    change = many(as_alice, priority="high")
    batch.run_batch(change.workspace_id, change.pk)
    assert Event.objects.filter(subject_id=change.pk, type="bulk_change.finished").count() == 1
    batch.run_batch(change.workspace_id, uuid.uuid4())


@pytest.mark.parametrize("how", ["left", "viewer"])
def test_it_stops_when_the_member_may_not_go_on(how: str, as_alice: Actor, alice: Membership, ticket: Ticket) -> None:
    change = begin(as_alice, priority="high")
    alice.is_active, alice.role = how != "left", "viewer" if how == "viewer" else "agent"
    alice.save()
    assert finish(change).state == "stopped"
    assert fresh(ticket).priority == "medium"


def test_a_change_of_status_by_the_way_is_kept_for_the_way_back(as_alice: Actor, ticket: Ticket) -> None:
    """The row holds all that the verbs did, not only what was asked for."""
    with unit_of_work():
        change_status(ticket, actor=as_alice, to="pending")
    change = many(as_alice, spam=True)
    assert row_of(change, ticket).before == {"status": "pending", "spam": False}
    assert row_of(change, ticket).after == {"status": "closed", "spam": True}
