"""What is over for ninety days goes; what is younger, unread or still running stays."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Membership
from helpdesk.wiring import SCHEDULE
from tickets.forgetting import forget_bulk_changes, forget_read_notices
from tickets.models import BulkChange, BulkRow, Notice, Ticket


def ago(days: int) -> datetime.datetime:
    return timezone.now() - datetime.timedelta(days=days)


def notice(ticket: Ticket, member: Membership, **values: Any) -> Notice:
    number = Notice._base_manager.count() + 1
    row = Notice(
        event_id=number, workspace=ticket.workspace, member=member, ticket=ticket, kind=Notice.Kind.values[0], **values
    )
    row.save(force_insert=True)
    return row


def change(ticket: Ticket, member: Membership, days: int, **values: Any) -> BulkChange:
    given: dict[str, Any] = {"state": "done", "changes": {}, "total": 1, "created_at": ago(days)} | values
    row = BulkChange(workspace=ticket.workspace, member=member, **given)
    row.save(force_insert=True)
    BulkRow(workspace=ticket.workspace, bulk_change=row, ticket=ticket).save(force_insert=True)
    return row


def left(model: type[Any]) -> set[Any]:
    return set(model.objects.across_workspaces("one test").values_list("pk", flat=True))


def test_notices_read_long_ago_go(ticket: Ticket, alice: Membership, eve: Membership) -> None:
    kept = [
        notice(ticket, alice, created_at=ago(200)),
        notice(ticket, alice, created_at=ago(200), read_at=ago(89)),
    ]
    notice(ticket, alice, created_at=ago(200), read_at=ago(91))
    forget_read_notices()
    forget_read_notices()
    assert left(Notice) == {row.pk for row in kept}


def test_many_go_in_several_batches(ticket: Ticket, alice: Membership, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tickets.forgetting.delete_some.__defaults__", (2,))
    for _ in range(5):
        notice(ticket, alice, created_at=ago(200), read_at=ago(91))
    forget_read_notices()
    assert left(Notice) == set()


def test_changes_of_many_that_are_over_go_with_their_rows(as_alice: Actor, ticket: Ticket, alice: Membership) -> None:
    undone_late = change(ticket, alice, 91)
    kept = [
        change(ticket, alice, 89),
        change(ticket, alice, 91, state="running"),
        undone_late,
        change(ticket, alice, 10, undoes=undone_late),
    ]
    old = change(ticket, alice, 120)
    change(ticket, alice, 119, undoes=old)
    forget_bulk_changes()
    assert left(BulkChange) == {row.pk for row in kept}
    assert set(BulkRow._base_manager.values_list("bulk_change", flat=True)) == {row.pk for row in kept}
    assert Ticket._base_manager.filter(pk=ticket.pk).exists()


def test_both_are_on_the_schedule() -> None:
    assert {forget_read_notices, forget_bulk_changes} <= {job.work for job in SCHEDULE}
