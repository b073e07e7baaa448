"""Move a ticket to another queue."""

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.kept import still_there
from helpdesk.lib.errors import Invalid
from tickets.actions.assign_ticket import assign_ticket, may_see_queue
from tickets.actions.kit import lock_ticket, require_staff, save_change
from tickets.models import Ticket
from tickets.tallies import note_queue_change
from workflow.models import Queue


def change_queue(ticket: Ticket, *, actor: Actor, to: Queue, expected_version: int | None = None) -> Ticket:
    """The ticket in its new queue; an assignee who does not see that queue loses it.

    It may go to a queue that the actor does not see, as a letter is put into a box. Raises Invalid for another
    workspace's queue, and for one that is gone meanwhile.
    """
    require_staff(actor)
    locked = lock_ticket(ticket, actor=actor, expected_version=expected_version)
    if to.workspace_id != actor.workspace.id:
        raise Invalid("Invalid queue", field="queue", hint="Use a queue of this workspace")
    if locked.queue_id == to.pk:
        return locked
    if not still_there(to):
        raise Invalid("Invalid queue", field="queue", hint="This queue was deleted; choose another one")
    assignee = locked.assignee
    if assignee is not None and not may_see_queue(assignee, to.pk):
        assign_ticket(locked, actor=actor, to=None)
    before, locked.queue = locked.queue_id, to
    note_queue_change(locked, before=before)
    save_change(
        locked,
        "ticket.queue_changed",
        actor=actor,
        fields=["queue"],
        data={"field": "queue", "before": before, "after": to.pk},
        internal=True,
    )
    return locked
