"""The jobs of a change of many: one batch each, one after the other."""

import uuid

from procrastinate.contrib.django import app

from helpdesk.events.dispatch import QUEUE

TASK = "tickets.bulk_change"
PRIORITY = -10  # behind everything that somebody waits for


def enqueue(workspace_id: uuid.UUID, change_id: uuid.UUID) -> None:
    """The job of the next batch, in the open unit of work; one at a time for each change."""
    job = app.configure_task(TASK, queue=QUEUE, priority=PRIORITY, lock=f"bulk:{change_id}")
    job.defer(workspace_id=str(workspace_id), change_id=str(change_id))
