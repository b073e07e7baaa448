"""Take back that two tickets belong together."""

from django.db.models import Q

from helpdesk.accounts.actors import Actor
from helpdesk.lib.errors import Invalid
from tickets.actions.kit import lock_tickets, require_staff
from tickets.actions.link_tickets import BY_HAND, record_link
from tickets.models import Ticket, TicketLink


def unlink_tickets(ticket: Ticket, *, actor: Actor, to: Ticket, kind: str = TicketLink.Kind.RELATED) -> Ticket:
    """The ticket without this link; where there is none nothing changes.

    Raises Invalid for a kind that is not made by hand, NotFound for a ticket that the actor does not see.
    """
    require_staff(actor)
    source, target = lock_tickets(ticket, to, actor=actor)
    if kind not in BY_HAND:
        raise Invalid("Invalid kind of link", code="choice", field="kind", hint="Use related or child")
    way = Q(source=source, target=target)
    if kind == TicketLink.Kind.RELATED:
        way |= Q(source=target, target=source)
    removed, _ = actor.workspace.ticket_links.filter(way, kind=kind).delete()
    if removed:
        record_link("ticket.unlinked", actor, source, target, kind)
    return source
