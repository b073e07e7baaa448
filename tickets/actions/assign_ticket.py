"""Give a ticket to a member, or to nobody."""

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Membership
from helpdesk.lib.errors import Invalid
from tickets.actions.kit import lock_ticket, require_staff, save_change
from tickets.models import Ticket

ASSIGNABLE_ROLES = (Membership.Role.ADMIN, Membership.Role.AGENT)


def assign_ticket(
    ticket: Ticket, *, actor: Actor, to: Membership | None, expected_version: int | None = None
) -> Ticket:
    """The ticket with its new assignee; None unassigns. Raises Invalid for somebody who cannot work on it."""
    require_staff(actor)
    if to is not None and (
        to.workspace_id != actor.workspace.id
        or not to.is_active
        or not to.user.is_active
        or to.role not in ASSIGNABLE_ROLES
    ):
        raise Invalid("Invalid assignee", field="assignee", hint="Use the id or e-mail of an active agent or admin")
    locked = lock_ticket(ticket, actor=actor, expected_version=expected_version)
    if locked.assignee_id == (to.pk if to else None):
        return locked
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
