"""Say that two tickets belong together."""

from helpdesk.accounts.actors import Actor
from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import Conflict, Invalid
from tickets.actions.kit import lock_tickets, record_on, require_staff
from tickets.links import MOST_LINKS, hold_net, is_there, links_of, makes_circle
from tickets.models import Ticket, TicketLink

BY_HAND = (TicketLink.Kind.RELATED, TicketLink.Kind.CHILD)


def link_tickets(ticket: Ticket, *, actor: Actor, to: Ticket, kind: str = TicketLink.Kind.RELATED) -> Ticket:
    """The ticket, now ``related`` to the other or a part of it (``child``); repeating it changes nothing.

    Raises Invalid for another kind or for itself, Conflict for a circle of parts or too many links, NotFound for a
    ticket that the actor does not see.
    """
    unit = current_unit()
    require_staff(actor)
    if kind not in BY_HAND:
        raise Invalid("Invalid kind of link", code="choice", field="kind", hint="Use related or child")
    if kind == TicketLink.Kind.CHILD:
        hold_net(actor.workspace)
    source, target = lock_tickets(ticket, to, actor=actor)
    if source.pk == target.pk:
        raise Invalid("A ticket cannot be linked with itself", field="to", hint="Name another ticket")
    if is_there(actor.workspace, kind, source=source.pk, target=target.pk):
        return source
    if kind == TicketLink.Kind.CHILD and makes_circle(actor.workspace, part=source.pk, whole=target.pk):
        raise Conflict(f"{target.reference} is itself a part of {source.reference}", code="circle", field="to")
    for end in (source, target):
        if actor.workspace.ticket_links.filter(links_of(end)).count() >= MOST_LINKS:
            raise Conflict(f"{end.reference} has {MOST_LINKS} links already", code="too_many_links", field="to")
    link = TicketLink(workspace=actor.workspace, kind=kind, source=source, target=target, created_at=unit.now)
    link.save(force_insert=True)
    record_link("ticket.linked", actor, source, target, kind)
    return source


def record_link(event_type: str, actor: Actor, source: Ticket, target: Ticket, kind: str) -> None:
    """Tell both ends."""
    for ticket, other in ((source, target), (target, source)):
        data = {"ticket_id": str(other.pk), "kind": kind, "is_source": ticket is source}
        record_on(ticket, event_type, actor=actor, data=data, internal=True)
