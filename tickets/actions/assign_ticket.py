"""Give a ticket to a member, or to nobody."""

from helpdesk.accounts.actors import Actor, member_actor, scopes_of
from helpdesk.accounts.models import Membership, Workspace
from helpdesk.accounts.scopes import TICKETS_WRITE
from helpdesk.lib.errors import Invalid
from tickets.actions.kit import lock_ticket, require_staff, save_change
from tickets.models import Ticket


def assign_ticket(
    ticket: Ticket, *, actor: Actor, to: Membership | None, expected_version: int | None = None
) -> Ticket:
    """The ticket with its new assignee; None unassigns. Raises Invalid for somebody who cannot work on it."""
    require_staff(actor)
    if to is not None and not can_work(actor.workspace, to):
        raise Invalid("Invalid assignee", field="assignee", hint="Use the id or e-mail of an active agent or admin")
    locked = lock_ticket(ticket, actor=actor, expected_version=expected_version)
    if locked.assignee_id == (to.pk if to else None):
        return locked
    if to is not None and not may_see_queue(to, locked.queue_id):
        raise Invalid("Invalid assignee", field="assignee", hint="That person does not see the queue of this ticket")
    before, locked.assignee = locked.assignee_id, to
    save_change(
        locked,
        "ticket.assigned",
        actor=actor,
        fields=["assignee"],
        data={"field": "assignee", "before": str(before) if before else None, "after": str(to.pk) if to else None},
        internal=True,
    )
    return locked


def can_work(workspace: Workspace, member: Membership) -> bool:
    """Whether somebody is here and may write on tickets."""
    active = member.workspace_id == workspace.id and member.is_active and member.user.is_active
    return active and TICKETS_WRITE in scopes_of(member)


def may_see_queue(member: Membership, queue_id: int) -> bool:
    """Whether a member sees the tickets of a queue."""
    return not member.workspace.queues.hidden_from(member_actor(member)).filter(pk=queue_id).exists()
