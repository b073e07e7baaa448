"""Have seen what there is to know about a ticket."""

from helpdesk.accounts.actors import Actor
from helpdesk.events.unit import current_unit
from tickets.models import Ticket
from tickets.notices.inbox import own_notices


def read_ticket_notices(ticket: Ticket, *, actor: Actor) -> int:
    """Mark the actor's notices about a ticket as read: whoever opened it knows. Returns how many were not."""
    now = current_unit().now
    return own_notices(actor).filter(ticket=ticket, read_at=None).update(read_at=now)
