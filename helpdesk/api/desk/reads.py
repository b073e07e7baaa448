"""The desk contract's hot reads: what they ask, compiled once for each shape."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.db import models

from helpdesk.accounts.actors import Actor
from helpdesk.api.desk.filters import Question
from helpdesk.http.compiled import CompiledQuery
from helpdesk.http.keyset import Position, behind
from helpdesk.lib.errors import NotFound

ROW = ("id", "subject", "priority", "status", "requester__email", "tags", "assignee__user__email", "created_at")
TICKET = (*ROW, "body", "updated_at", "version")
COMMENT = ("id", "body", "is_internal", "author_email", "created_at")

Rows = models.QuerySet[Any, Any]


@dataclass(frozen=True)
class ListShape:
    """All that decides the form of a page's statement."""

    actor: Actor
    question: Question
    limit: int


def build_page(shape: ListShape, **values: Any) -> Rows:
    """A page of tickets, newest first, and one row more that tells whether there is another page."""
    tickets = shape.actor.workspace.tickets.visible_to(shape.actor)
    found = shape.question.narrow(tickets, tag=values.get("tag"), assignee=values.get("assignee"))
    if "created_at" in values:
        found = found.filter(behind(values["created_at"], values["id"]))
    return found.newest_first().values_list(*ROW)[: shape.limit + 1]


def build_ticket(actor: Actor, *, id: uuid.UUID) -> Rows:
    """One ticket."""
    return actor.workspace.tickets.visible_to(actor).filter(pk=id).values_list(*TICKET)


def build_comments(actor: Actor, *, ticket: uuid.UUID) -> Rows:
    """The comments of one ticket, oldest first."""
    comments = actor.workspace.comments.visible_to(actor).filter(ticket=ticket)
    return comments.oldest_first().values_list(*COMMENT)


_page = CompiledQuery(build_page)
_ticket, _comments = CompiledQuery(build_ticket, prepared=True), CompiledQuery(build_comments, prepared=True)


def read_page(
    actor: Actor, question: Question, values: dict[str, Any], *, limit: int, position: Position | None
) -> list[dict[str, Any]]:
    """Up to ``limit`` + 1 rows of the list."""
    if position is not None:
        values = values | {"created_at": position.created_at, "id": position.id}
    rows = _page.rows(ListShape(actor, question, limit), **values)
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
