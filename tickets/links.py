"""The net of links between tickets: no circle of parts, and what becomes of links in a merge."""

import uuid

from django.db import connection
from django.db.models import Q

from helpdesk.accounts.models import Workspace
from tickets.models import Ticket, TicketLink

MOST_LINKS = 100


def hold_net(workspace: Workspace) -> None:
    """Until the unit of work ends nobody else changes who is part of what in this workspace.

    Two links that each are harmless can make a circle together; rows of tickets do not tell them of one another. Taken
    before any ticket is locked.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"links:{workspace.pk}"])


def makes_circle(workspace: Workspace, *, part: uuid.UUID, whole: uuid.UUID) -> bool:
    """Whether ``whole`` is already a part of ``part``, directly or through others."""
    seen: set[uuid.UUID] = set()
    layer = {whole}
    while layer:
        if part in layer:
            return True
        seen |= layer
        above = workspace.ticket_links.filter(kind=TicketLink.Kind.CHILD, source__in=layer)
        layer = set(above.values_list("target_id", flat=True)) - seen
    return False


def links_of(ticket: Ticket) -> Q:
    """The links at whose one or other end a ticket is."""
    return Q(source=ticket) | Q(target=ticket)


def is_there(workspace: Workspace, kind: str, *, source: uuid.UUID, target: uuid.UUID) -> bool:
    """Whether two tickets are linked so; *related* has no direction."""
    way = Q(source=source, target=target)
    if kind == TicketLink.Kind.RELATED:
        way |= Q(source=target, target=source)
    return workspace.ticket_links.filter(way, kind=kind).exists()


def move_links(source: Ticket, target: Ticket) -> None:
    """Hang the links of one ticket on another. One that would lead to itself, is there already or would make a circle
    stays where it is."""
    workspace = source.workspace
    for link in workspace.ticket_links.filter(links_of(source)).order_by("id"):
        ends = [target.pk if end == source.pk else end for end in (link.source_id, link.target_id)]
        if ends[0] == ends[1] or is_there(workspace, link.kind, source=ends[0], target=ends[1]):
            continue
        if link.kind == TicketLink.Kind.CHILD and makes_circle(workspace, part=ends[0], whole=ends[1]):
            continue
        link.source_id, link.target_id = ends
        link.save(update_fields=["source", "target"])
