"""The desk contract's answers: camelCase, TypeIDs, times in whole seconds."""

from typing import Any

from helpdesk.accounts.actors import Actor
from helpdesk.api.desk.dialect import STATUS_WORDS, spell_ticket_id, spell_time
from helpdesk.lib.ids import to_typeid
from tickets.models import Comment, Ticket
from tickets.models.ticket import TicketQuerySet
from tickets.status import Status

COLUMNS = (
    "id",
    "subject",
    "priority",
    "status",
    "requester__email",
    "tags",
    "assignee__user__email",
    "created_at",
)


def row_columns(tickets: TicketQuerySet) -> Any:
    """Only what a row of the list shows: no model is built for it."""
    return tickets.values(*COLUMNS)


def list_row(row: dict[str, Any]) -> dict[str, Any]:
    """A ticket in the list: without body and updatedAt."""
    return {
        "id": spell_ticket_id(row["id"]),
        "subject": row["subject"],
        "priority": row["priority"],
        "status": STATUS_WORDS[Status(row["status"])],
        "email": row["requester__email"],
        "tags": row["tags"],
        "assignee": row["assignee__user__email"],
        "createdAt": spell_time(row["created_at"]),
    }


def created_body(ticket: Ticket) -> dict[str, Any]:
    """A ticket without its comments. Reads requester and assignee."""
    return {
        "id": spell_ticket_id(ticket.pk),
        "subject": ticket.subject,
        "body": ticket.body,
        "priority": ticket.priority,
        "status": STATUS_WORDS[Status(ticket.status)],
        "email": ticket.requester.email,
        "tags": ticket.tags,
        "assignee": ticket.assignee.user.email if ticket.assignee else None,
        "createdAt": spell_time(ticket.created_at),
        "updatedAt": spell_time(ticket.updated_at),
    }


def ticket_body(ticket: Ticket, actor: Actor) -> dict[str, Any]:
    """A ticket with its comments, oldest first."""
    comments = ticket.comments.visible_to(actor).oldest_first()
    return created_body(ticket) | {"comments": [comment_body(comment) for comment in comments]}


def comment_body(comment: Comment) -> dict[str, Any]:
    """A comment; its author is an e-mail address."""
    return {
        "id": to_typeid("cmt", comment.pk),
        "body": comment.body,
        "internal": comment.is_internal,
        "author": comment.author_email,
        "createdAt": spell_time(comment.created_at),
    }
