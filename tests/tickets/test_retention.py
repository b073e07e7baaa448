"""Old tickets: closed and erased when their time has come, and not before."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Customer, Workspace
from helpdesk.events.models import Event
from helpdesk.events.unit import unit_of_work
from tests.tickets.actions.kit import events_of, fresh
from tickets import retention
from tickets.actions import add_comment, change_status, create_ticket
from tickets.models import Ticket
from tickets.retention import close_resolved, closed_before, erase_closed, resolved_before
from tickets.tallies import figures


def days_ago(days: float) -> datetime.datetime:
    return timezone.now() - datetime.timedelta(days=days)


def rule(workspace: Workspace, **days: int) -> None:
    Workspace.objects.filter(pk=workspace.pk).update(**days)


def set_to(ticket: Ticket, actor: Actor, status: str, **columns: Any) -> None:
    with unit_of_work():
        change_status(ticket, actor=actor, to=status)
    Ticket._base_manager.filter(pk=ticket.pk).update(**columns)


def test_a_ticket_solved_long_enough_is_closed_by_the_workspace(as_alice: Actor, ticket: Ticket) -> None:
    rule(as_alice.workspace, close_resolved_after=7)
    set_to(ticket, as_alice, "resolved", resolved_at=days_ago(7.01))
    close_resolved()
    assert fresh(ticket).status == "closed"
    event = Event.objects.filter(subject_id=ticket.pk).latest("id")
    assert (event.type, event.actor_kind) == ("ticket.status_changed", "system")
    assert figures(as_alice).by_status.get("closed") == 1
    before = events_of(ticket)
    close_resolved()
    assert events_of(ticket) == before


def test_one_solved_lately_taken_up_again_or_of_another_workspace_stays(
    as_alice: Actor, carol: Customer, ticket: Ticket, foreign_ticket: Ticket
) -> None:
    rule(as_alice.workspace, close_resolved_after=7)
    set_to(ticket, as_alice, "resolved", resolved_at=days_ago(6.99))
    Ticket._base_manager.filter(pk=foreign_ticket.pk).update(status="resolved", resolved_at=days_ago(100))
    close_resolved()
    assert fresh(ticket).status == "resolved"
    assert fresh(foreign_ticket).status == "resolved"


def test_a_customer_who_writes_between_the_look_and_the_lock_keeps_it_open(
    as_alice: Actor, as_carol: Actor, ticket: Ticket
) -> None:
    set_to(ticket, as_alice, "resolved", resolved_at=days_ago(8))
    stale = fresh(ticket)
    with unit_of_work():
        add_comment(ticket, actor=as_carol, body="Not solved")
    retention.close_one(as_alice.workspace, stale, days_ago(7))
    assert fresh(ticket).status == "open"


def test_one_that_cannot_be_closed_keeps_no_other_open(
    as_alice: Actor, carol: Customer, ticket: Ticket, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule(as_alice.workspace, close_resolved_after=1)
    with unit_of_work():
        other = create_ticket(actor=as_alice, requester=carol, subject="Two", body="b", channel="desk")
    set_to(ticket, as_alice, "resolved", resolved_at=days_ago(9))
    set_to(other, as_alice, "resolved", resolved_at=days_ago(8))
    original = retention.close_one

    def picky(workspace: Workspace, found: Ticket, before: datetime.datetime) -> None:
        if found.pk == ticket.pk:
            raise RuntimeError("no")
        original(workspace, found, before)

    monkeypatch.setattr(retention, "close_one", picky)
    close_resolved()
    assert (fresh(ticket).status, fresh(other).status) == ("resolved", "closed")


def test_a_ticket_closed_long_enough_loses_its_texts_once(as_alice: Actor, ticket: Ticket, carol: Customer) -> None:
    rule(as_alice.workspace, erase_closed_after=30)
    with unit_of_work():
        add_comment(ticket, actor=as_alice, body="Words")
    set_to(ticket, as_alice, "closed", closed_at=days_ago(30.01))
    erase_closed()
    found = fresh(ticket)
    assert (found.subject, found.body, found.status) == ("[erased]", "[erased]", "closed")
    assert ticket.comments.get().body == "[erased]"
    carol.refresh_from_db()
    assert carol.name == "Carol"
    erase_closed()
    assert fresh(ticket).version == found.version
    assert events_of(ticket).count("ticket.erased") == 1


def test_one_closed_lately_or_opened_again_keeps_them(as_alice: Actor, as_carol: Actor, ticket: Ticket) -> None:
    rule(as_alice.workspace, erase_closed_after=30)
    set_to(ticket, as_alice, "closed", closed_at=days_ago(29.99))
    erase_closed()
    assert fresh(ticket).subject == "Cannot sign in"
    Ticket._base_manager.filter(pk=ticket.pk).update(closed_at=days_ago(40))
    with unit_of_work():
        add_comment(ticket, actor=as_carol, body="Once more")
    erase_closed()
    assert fresh(ticket).subject == "Cannot sign in"


def test_what_was_said_after_an_erasure_is_erased_in_its_turn(as_alice: Actor, as_carol: Actor, ticket: Ticket) -> None:
    rule(as_alice.workspace, erase_closed_after=30)
    set_to(ticket, as_alice, "closed", closed_at=days_ago(40))
    erase_closed()
    with unit_of_work():
        add_comment(ticket, actor=as_carol, body="Once more")
    Ticket._base_manager.filter(pk=ticket.pk).update(erased_at=days_ago(38))
    set_to(ticket, as_alice, "closed", closed_at=days_ago(31))
    erase_closed()
    assert ticket.comments.get().body == "[erased]"


def test_many_go_in_batches(as_alice: Actor, carol: Customer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "ERASED_AT_ONCE", 2)
    rule(as_alice.workspace, erase_closed_after=1)
    for number in range(5):
        with unit_of_work():
            made = create_ticket(actor=as_alice, requester=carol, subject=str(number), body="b", channel="desk")
        set_to(made, as_alice, "closed", closed_at=days_ago(5))
    erase_closed()
    assert set(as_alice.workspace.tickets.values_list("subject", flat=True)) == {"[erased]"}


def test_without_a_rule_nothing_happens(as_alice: Actor, ticket: Ticket) -> None:
    set_to(ticket, as_alice, "resolved", resolved_at=days_ago(4000))
    close_resolved()
    set_to(ticket, as_alice, "closed", closed_at=days_ago(4000))
    erase_closed()
    assert fresh(ticket).subject == "Cannot sign in"


@pytest.mark.parametrize(("due", "index"), [(resolved_before, "ticket_resolved"), (closed_before, "ticket_not_erased")])
def test_what_is_due_is_found_by_an_index_that_holds_nothing_else(acme: Workspace, due: Any, index: str) -> None:
    sql, parameters = due(acme, timezone.now()).query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN " + sql, parameters)
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert index in plan
