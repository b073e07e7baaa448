"""Short ways to start a change of many and to do its jobs."""

from typing import Any

from django.db import connection

from helpdesk.accounts.actors import Actor
from helpdesk.events.unit import unit_of_work
from tickets.actions import start_bulk_change, stop_bulk_change, undo_bulk_change
from tickets.bulk import batch
from tickets.bulk.queueing import TASK
from tickets.models import BulkChange, BulkRow


def begin(actor: Actor, **changes: Any) -> BulkChange:
    """A change of everything the actor sees, started and not yet done."""
    with unit_of_work():
        return start_bulk_change(actor.workspace.tickets.visible_to(actor), actor=actor, changes=changes)


def finish(change: BulkChange) -> BulkChange:
    """Do its jobs until there is none."""
    for _ in range(100):
        batch.run_batch(change.workspace_id, change.pk)
        change.refresh_from_db()
        if change.state != BulkChange.State.RUNNING:
            return change
    raise AssertionError("it goes on for ever")


def many(actor: Actor, **changes: Any) -> BulkChange:
    """A change of everything the actor sees, done."""
    return finish(begin(actor, **changes))


def undo(actor: Actor, change: BulkChange) -> BulkChange:
    """The same taken back."""
    with unit_of_work():
        back = undo_bulk_change(change, actor=actor)
    return finish(back)


def stop(actor: Actor, change: BulkChange) -> BulkChange:
    """Stop it."""
    with unit_of_work():
        return stop_bulk_change(change, actor=actor)


def row_of(change: BulkChange, ticket: Any) -> BulkRow:
    """What became of one ticket."""
    return change.rows.get(ticket=ticket)


def jobs_waiting(change: BulkChange) -> int:
    """How many of its jobs are queued."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM procrastinate_jobs WHERE task_name = %s AND args->>'change_id' = %s",
            [TASK, str(change.pk)],
        )
        return int(cursor.fetchone()[0])
