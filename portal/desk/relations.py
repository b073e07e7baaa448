"""What stands beside a ticket: who follows it, and the tickets it belongs with, as far as the reader may see them."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import OuterRef, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from helpdesk.accounts.actors import Actor
from portal.desk.finding import reference_of
from tickets.models import Ticket, TicketLink

Rows = models.QuerySet[Any, Any]

WATCHER = ("member_id", "member__user__name")
LINK = ("kind", "comment_id", "source_id", "target_id")
MERGED = ("id",)
MOST = 200
# How many questions ``beside`` asks; building them only to count them would cost every page.
RELATIONS = 3

# Kind, and whether this ticket is the link's source.
WORDS: dict[tuple[str, bool], Promise] = {
    (TicketLink.Kind.RELATED, True): _("Related"),
    (TicketLink.Kind.RELATED, False): _("Related"),
    (TicketLink.Kind.CHILD, True): _("Part of"),
    (TicketLink.Kind.CHILD, False): _("Has the part"),
    (TicketLink.Kind.SPLIT, True): _("Split off from"),
    (TicketLink.Kind.SPLIT, False): _("Split off from here"),
}
# What the form that takes a link back says (portal.desk.linking).
WAYS = {("related", True): "related", ("related", False): "related", ("child", True): "part", ("child", False): "whole"}


@dataclass(frozen=True)
class Linked:
    """Another ticket; without a ``reference`` it is one that the reader cannot see. ``way`` is how the link is taken
    back, empty where it cannot be."""

    reference: str = ""
    subject: str = ""
    status: str = ""
    says: Promise | str = ""
    way: str = ""


@dataclass(frozen=True)
class Beside:
    """``watchers`` are pairs of id and name; ``became`` maps comments to the tickets split off from them."""

    watchers: list[tuple[str, str]]
    links: list[Linked]
    merged: list[Linked]
    destination: Linked | None
    became: dict[str, Linked]

    def is_watched_by(self, member_id: object) -> bool:
        """Whether a member follows it."""
        return str(member_id) in dict(self.watchers)


def beside(actor: Actor) -> list[tuple[Rows, Sequence[str]]]:
    """Questions about one ticket, as parts of its own query, with the columns wanted of each.

    They give no more than ids of other tickets: most have none, and who may see which would cost every page the most.
    """
    workspace, this = actor.workspace, OuterRef("pk")
    links = workspace.ticket_links.filter(Q(source=this) | Q(target=this))
    return [
        (workspace.watchers.filter(ticket=this).order_by("created_at", "id"), WATCHER),
        (links.order_by("created_at", "id")[:MOST], LINK),
        (workspace.tickets.filter(merged_into=this).order_by("number")[:MOST], MERGED),
    ]


def read_beside(actor: Actor, ticket: Ticket, arrays: Sequence[list[list[Any]]]) -> Beside:
    """The answers to the questions of ``beside``, in their order, with the other tickets as the actor sees them."""
    watchers, links, merged = arrays
    ids = {end for link in links for end in link[2:]} | {one for (one,) in merged} | {str(ticket.merged_into_id or "")}
    seen = seen_of(actor, ids - {"", str(ticket.pk)})
    ends = [(kind, comment, str(ticket.pk) == source, target, source) for kind, comment, source, target in links]
    return Beside(
        watchers=[(member, name) for member, name in watchers],
        links=[
            linked(seen, target if is_source else source, WORDS[kind, is_source], WAYS.get((kind, is_source), ""))
            for kind, _comment, is_source, target, source in ends
        ],
        merged=[linked(seen, one) for (one,) in merged],
        destination=linked(seen, str(ticket.merged_into_id)) if ticket.merged_into_id else None,
        became={
            comment: linked(seen, source)
            for kind, comment, is_source, _target, source in ends
            if kind == TicketLink.Kind.SPLIT and comment is not None and not is_source
        },
    )


def seen_of(actor: Actor, ids: set[str]) -> Mapping[str, tuple[int, str, str]]:
    """Number, subject and status of those of the tickets that the actor sees; asks only where there are any."""
    if not ids:
        return {}
    tickets = actor.workspace.tickets.visible_to(actor).filter(pk__in=[uuid.UUID(one) for one in ids])
    return {str(pk): rest for pk, *rest in tickets.values_list("pk", "number", "subject", "status")}  # type: ignore[misc]


def linked(seen: Mapping[str, tuple[int, str, str]], key: str, says: Promise | str = "", way: str = "") -> Linked:
    """Another ticket, told as much of as may be."""
    if key not in seen:
        return Linked(says=says)
    number, subject, status = seen[key]
    return Linked(reference_of(number), subject, status, says, way)
