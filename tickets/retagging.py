"""Tickets follow when a tag gets another word: in batches, each a job, through the verb, as the system's doing."""

import uuid
from dataclasses import replace

from procrastinate.contrib.django import app

from helpdesk.accounts.actors import system_actor
from helpdesk.accounts.models import Workspace
from helpdesk.events.dispatch import QUEUE
from helpdesk.events.models import Event
from helpdesk.events.unit import unit_of_work
from tickets.actions.change_tags import change_tags
from tickets.actions.kit import lock_ticket
from workflow.models import TagChange

TASK = "tickets.retag"
BATCH = 100
PRIORITY = -10  # behind everything that somebody waits for


def retag_tickets(event: Event) -> None:
    """Handler of a tag that was renamed, merged or deleted: start with the first batch."""
    enqueue(event.workspace_id, event.data["change"])


def enqueue(workspace_id: uuid.UUID, change_id: int) -> None:
    """The job of the next batch, in the open unit of work; one at a time for each change."""
    job = app.configure_task(TASK, queue=QUEUE, priority=PRIORITY, lock=f"retag:{change_id}")
    job.defer(workspace_id=str(workspace_id), change_id=change_id)


def retag_batch(workspace_id: uuid.UUID, change_id: int) -> None:
    """Change up to a hundred tickets that carry the old word, then go on in another job or forget the change.

    Doing it twice is harmless: what is changed carries the old word no more.
    """
    workspace = Workspace.objects.get(pk=workspace_id)
    with unit_of_work():
        change = workspace.tag_changes.filter(pk=change_id).first()
        if change is None:
            return
        if retag(workspace, change) < BATCH:
            change.delete()
        else:
            enqueue(workspace_id, change_id)


def retag(workspace: Workspace, change: TagChange) -> int:
    """Change one batch; how many tickets it had."""
    # In the order of their ids, as everything that locks several tickets does.
    tickets = list(workspace.tickets.filter(tags__contains=[change.was]).order_by("id")[:BATCH])
    system = system_actor(workspace)
    for ticket in tickets:
        actor = replace(system, test_mode=ticket.is_test)
        locked = lock_ticket(ticket, actor=actor)  # a colleague's tag that came meanwhile must not vanish
        to = [change.becomes if tag == change.was else tag for tag in locked.tags]
        change_tags(locked, actor=actor, to=filter(None, to))
    return len(tickets)
