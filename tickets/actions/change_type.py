"""Say what kind of request a ticket is."""

from helpdesk.accounts.actors import Actor
from helpdesk.lib.errors import Invalid
from tickets.actions.kit import lock_ticket, require_staff, save_change
from tickets.models import Ticket
from workflow.models import TicketType


def change_type(ticket: Ticket, *, actor: Actor, to: TicketType | None, expected_version: int | None = None) -> Ticket:
    """The ticket with its new type, or with none; repeating it changes nothing.

    Raises Invalid for a type of another workspace, or one that is offered no more.
    """
    require_staff(actor)
    locked = lock_ticket(ticket, actor=actor, expected_version=expected_version)
    if to is not None and to.workspace_id != actor.workspace.id:
        raise Invalid("Invalid type", field="type", hint="Use a type of this workspace")
    before, after = locked.type_id, to.pk if to else None
    if before == after:
        return locked
    if to is not None and to.archived_at is not None:
        raise Invalid("Invalid type", code="archived", field="type", hint=f"“{to.name}” is in use no more")
    locked.type = to
    save_change(
        locked,
        "ticket.type_changed",
        actor=actor,
        fields=["type"],
        data={"field": "type", "before": before, "after": after},
        internal=True,
    )
    return locked
