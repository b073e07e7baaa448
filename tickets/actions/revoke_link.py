"""Take back one link that was given out for a ticket."""

import uuid

from helpdesk.accounts.actors import Actor
from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import NotFound
from tickets.actions.kit import lock_ticket, record_on, require_staff
from tickets.links_given import links_given
from tickets.models import Ticket


def revoke_link(ticket: Ticket, *, actor: Actor, link_id: uuid.UUID) -> None:
    """The link opens nothing any more, also where it was made for a ticket that was merged into this one. Repeating it
    changes nothing. Raises Forbidden for a customer, NotFound for a link of another ticket."""
    require_staff(actor)
    locked = lock_ticket(ticket, actor=actor)
    links = links_given(locked).filter(pk=link_id)
    link = links.first()
    if link is None:
        raise NotFound("link")
    if links.filter(revoked_at=None).update(revoked_at=current_unit().now):
        data = {"link_id": str(link.pk), "purpose": link.purpose}
        record_on(locked, "ticket.link_revoked", actor=actor, data=data, internal=True)
