"""The public contract's hot reads: what they ask, compiled once for each shape."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.db import models

from helpdesk.accounts.actors import Actor
from helpdesk.api.public.filters import PageWanted
from helpdesk.http.compiled import CompiledQuery
from helpdesk.http.keyset import behind
from helpdesk.lib.errors import NotFound

ROW = ("id", "number", "subject", "status", "priority", "created_at", "updated_at", "resolved_at")
TICKET = (*ROW, "version")
COMMENT = ("id", "author_name", "author_kind", "body", "is_internal", "created_at")

Rows = models.QuerySet[Any, Any]


@dataclass(frozen=True)
class ListShape:
    """All that decides the form of a page's statement."""

    actor: Actor
    statuses: tuple[str, ...]
    limit: int


def build_page(shape: ListShape, **values: Any) -> Rows:
    """A page of tickets, newest first, and one row more that tells whether there is another page."""
    tickets = shape.actor.workspace.tickets.visible_to(shape.actor)
    if shape.statuses:
        tickets = tickets.filter(status__in=shape.statuses)
    if values:
        tickets = tickets.filter(behind(values["created_at"], values["id"]))
    return tickets.newest_first().values_list(*ROW)[: shape.limit + 1]


def build_ticket(actor: Actor, *, id: uuid.UUID) -> Rows:
    """One ticket."""
    return actor.workspace.tickets.visible_to(actor).filter(pk=id).values_list(*TICKET)


def build_comments(actor: Actor, *, ticket: uuid.UUID) -> Rows:
    """The comments of one ticket that this actor may see, oldest first."""
    comments = actor.workspace.comments.visible_to(actor).filter(ticket=ticket)
    return comments.oldest_first().values_list(*COMMENT)


_page = CompiledQuery(build_page)
_ticket, _comments = CompiledQuery(build_ticket, prepared=True), CompiledQuery(build_comments, prepared=True)


def read_tickets(actor: Actor, wanted: PageWanted) -> list[dict[str, Any]]:
    """Up to ``limit`` + 1 rows of the list."""
    values: dict[str, Any] = {}
    if wanted.position is not None:
        values = {"created_at": wanted.position.created_at, "id": wanted.position.id}
    rows = _page.rows(ListShape(actor, wanted.statuses, wanted.limit), **values)
    return [dict(zip(ROW, row, strict=True)) for row in rows]


def read_ticket(actor: Actor, id: uuid.UUID) -> dict[str, Any]:
    """One ticket's columns. Raises NotFound."""
    rows = _ticket.rows(actor, id=id)
    if not rows:
        raise NotFound("ticket")
    return dict(zip(TICKET, rows[0], strict=True))


def read_comments(actor: Actor, ticket: uuid.UUID) -> list[dict[str, Any]]:
    """The columns of the ticket's comments."""
    return [dict(zip(COMMENT, row, strict=True)) for row in _comments.rows(actor, ticket=ticket)]
