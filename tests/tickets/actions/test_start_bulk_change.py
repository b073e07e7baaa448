"""start_bulk_change: what may be asked for, by whom, and what is fixed at the start."""

import importlib
from typing import Any

import pytest

from helpdesk.accounts.actors import Actor, key_actor, member_actor, system_actor
from helpdesk.accounts.models import ApiKey, AuditEntry, Membership
from helpdesk.accounts.scopes import TICKETS_WRITE
from helpdesk.events.models import Event
from helpdesk.events.unit import unit_of_work
from helpdesk.lib.errors import Forbidden, Invalid
from tests.cast import make_key
from tests.tickets.actions.kit import another, fresh
from tests.tickets.bulk.kit import begin, finish, jobs_waiting
from tickets.actions import start_bulk_change
from tickets.models import BulkChange, Ticket
from workflow.models import Queue


def test_it_starts_with_its_rows_its_job_its_event_and_its_audit_entry(as_alice: Actor, ticket: Ticket) -> None:
    other = another(ticket)
    change = begin(as_alice, priority="high", add_tags=["late", "late", " two  words"])
    assert (change.state, change.total, change.member_id) == ("running", 2, as_alice.id)
    assert change.changes == {"priority": "high", "add_tags": ["late", "two  words"]}
    assert [row.ticket_id for row in change.rows.order_by("id")] == [other.pk, ticket.pk]
    assert jobs_waiting(change) == 1
    event = Event.objects.get(type="bulk_change.started", subject_id=change.pk)
    assert event.data == {"total": 2, "fields": ["add_tags", "priority"], "undoes": None}
    entry = AuditEntry.objects.across_workspaces("one test").get(action="bulk_change.started")
    assert (entry.actor_id, entry.after["tickets"]) == (as_alice.id, 2)


def test_nothing_is_changed_before_its_job(as_alice: Actor, ticket: Ticket) -> None:
    begin(as_alice, priority="high")
    assert fresh(ticket).priority == "medium"


def test_what_comes_later_is_not_touched(as_alice: Actor, ticket: Ticket) -> None:
    change = begin(as_alice, priority="high")
    later = another(ticket)
    finish(change)
    assert (fresh(ticket).priority, fresh(later).priority) == ("high", "medium")


def test_only_as_many_as_it_takes_the_newest_first(
    monkeypatch: pytest.MonkeyPatch, as_alice: Actor, ticket: Ticket
) -> None:
    monkeypatch.setattr(importlib.import_module("tickets.actions.start_bulk_change"), "MOST", 2)
    newer = [another(ticket), another(ticket)]
    change = begin(as_alice, priority="high")
    assert {row.ticket_id for row in change.rows.all()} == {one.pk for one in newer}


def test_a_viewer_and_a_customer_and_the_system_and_a_key_may_not(
    alice: Membership, vera: Membership, as_carol: Actor, ticket: Ticket
) -> None:
    make_key(alice, scopes=[TICKETS_WRITE])
    key = ApiKey.objects.across_workspaces("one test").select_related("owner__user", "workspace").get()
    actors = [member_actor(vera), as_carol, system_actor(alice.workspace), key_actor(key)]
    for actor in actors:
        with pytest.raises(Forbidden):
            begin(actor, priority="high")
    assert not BulkChange.objects.across_workspaces("one test").exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({}, "changes"),
        ({"add_tags": []}, "changes"),
        ({"colour": "red"}, "changes"),
        ({"status": "gone"}, "status"),
        ({"status": 4711}, "status"),
        ({"priority": "now"}, "priority"),
        ({"queue": 4711}, "queue"),
        ({"assignee": "018f0000-0000-7000-8000-000000000000"}, "assignee"),
        ({"add_tags": ["x" * 65]}, "tags"),
        ({"add_tags": ["a\x00b"]}, "tags"),
        ({"add_tags": ["a"], "remove_tags": ["b", "a"]}, "remove_tags"),
        ({"spam": True, "status": "open"}, "spam"),
    ],
)
def test_what_no_ticket_could_get_is_refused_naming_the_field(
    changes: dict[str, Any], field: str, as_alice: Actor, ticket: Ticket
) -> None:
    with pytest.raises(Invalid) as refused:
        begin(as_alice, **changes)
    assert refused.value.field == field
    assert not BulkChange.objects.across_workspaces("one test").exists()


def test_rows_of_another_workspace_read_like_none(
    as_alice: Actor, eve: Membership, ticket: Ticket, foreign_ticket: Ticket
) -> None:
    word = eve.workspace.custom_statuses.create(label="Waiting", kind="pending")
    for changes in ({"assignee": str(eve.pk)}, {"queue": fresh(foreign_ticket).queue_id}, {"status": word.pk}):
        with pytest.raises(Invalid):
            begin(as_alice, **changes)


def test_a_queue_that_the_actor_does_not_see_reads_like_none(
    as_alice: Actor, ticket: Ticket, people_office: Queue
) -> None:
    with pytest.raises(Invalid) as refused:
        begin(as_alice, queue=people_office.pk)
    with pytest.raises(Invalid) as missing:
        begin(as_alice, queue=4711)
    assert (refused.value.message, refused.value.hint) == (missing.value.message, missing.value.hint)


def test_nobody_who_cannot_work_gets_tickets(as_alice: Actor, vera: Membership, ticket: Ticket) -> None:
    with pytest.raises(Invalid) as refused:
        begin(as_alice, assignee=str(vera.pk))
    assert refused.value.field == "assignee"


def test_an_empty_list_is_refused(as_alice: Actor) -> None:
    with pytest.raises(Invalid) as refused:
        begin(as_alice, priority="high")
    assert refused.value.field == "tickets"


def test_the_list_is_kept_as_it_was_typed(as_alice: Actor, ticket: Ticket) -> None:
    with unit_of_work():
        tickets = as_alice.workspace.tickets.visible_to(as_alice)
        change = start_bulk_change(tickets, actor=as_alice, changes={"priority": "low"}, query="is:open")
    assert change.query == "is:open"
