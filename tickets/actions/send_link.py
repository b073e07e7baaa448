"""Mail the requester a fresh link to a ticket."""

from helpdesk.accounts.actors import Actor
from tickets.actions.kit import lock_ticket, record_on, require_staff
from tickets.models import Ticket


def send_link(ticket: Ticket, *, actor: Actor) -> None:
    """Have a tracking link mailed to the requester. How often is held within what a mailbox has to bear, as for links
    that customers ask for (``mail.restraint``). Raises Forbidden for a customer, NotFound."""
    require_staff(actor)
    locked = lock_ticket(ticket, actor=actor)
    record_on(locked, "ticket.link_sent", actor=actor, data={}, internal=True)
