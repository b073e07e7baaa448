"""The undone tickets of somebody who left go on: in batches, each a job, through the verb, as the system's doing."""

import uuid

from procrastinate.contrib.django import app

from helpdesk.accounts.actors import system_actor
from helpdesk.accounts.models import Workspace
from helpdesk.events.dispatch import QUEUE
from helpdesk.events.models import Event
from helpdesk.events.unit import unit_of_work
from tickets.actions.hand_over import BATCH, hand_over

TASK = "tickets.hand_over"


def hand_over_tickets(event: Event) -> None:
    """Handler of ``member.deactivated``: start with the first batch."""
    enqueue(event.workspace_id, str(event.subject_id), event.data["hand_over_to"])


def enqueue(workspace_id: uuid.UUID, member_id: str, to: str | None) -> None:
    """The job of the next batch, in the open unit of work; one at a time for each member."""
    job = app.configure_task(TASK, queue=QUEUE, lock=f"hand_over:{member_id}")
    job.defer(workspace_id=str(workspace_id), member_id=member_id, to=to)


def hand_over_batch(workspace_id: uuid.UUID, member_id: str, to: str | None) -> None:
    """Pass on up to a hundred tickets, then go on in another job. Doing it twice is harmless: what was passed on is
    theirs no more. Somebody who is back meanwhile keeps what is left."""
    workspace = Workspace.objects.get(pk=workspace_id)
    members = workspace.memberships.select_related("user", "custom_role", "workspace")
    with unit_of_work():
        member = members.filter(pk=member_id, is_active=False).first()
        successor = members.filter(pk=to).first() if to else None
        if member is not None and hand_over(member, actor=system_actor(workspace), to=successor) == BATCH:
            enqueue(workspace_id, member_id, to)
