"""Take back the links that were given out for a ticket."""

from helpdesk.accounts.actors import Actor
from helpdesk.events.unit import current_unit
from tickets.actions.kit import lock_ticket, record_on, require_staff
from tickets.links_given import links_given
from tickets.models import Ticket


def revoke_links(ticket: Ticket, *, actor: Actor) -> int:
    """No link given out so far opens the ticket any more, also none of those that lead here since a merge. Returns how
    many there were."""
    require_staff(actor)
    locked = lock_ticket(ticket, actor=actor)
    revoked: int = links_given(locked).filter(revoked_at=None).update(revoked_at=current_unit().now)
    if revoked:
        record_on(locked, "ticket.links_revoked", actor=actor, data={"links": revoked}, internal=True)
    return revoked
