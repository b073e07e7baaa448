"""Take a snoozed ticket up again."""

from helpdesk.accounts.actors import Actor
from tickets.actions.change_status import change_status
from tickets.actions.kit import lock_ticket, record_on, require_staff
from tickets.models import Ticket
from tickets.status import Status


def wake_ticket(ticket: Ticket, *, actor: Actor) -> Ticket:
    """The ticket, open again; one that is not snoozed stays as it is."""
    require_staff(actor)
    locked = lock_ticket(ticket, actor=actor)
    if locked.snoozed_until is None:
        return locked
    change_status(locked, actor=actor, to=Status.OPEN)
    record_on(locked, "ticket.woke", actor=actor, data={}, internal=True)
    return locked
