"""The desk contract's answers: camelCase, TypeIDs, times in whole seconds."""

from typing import Any

from helpdesk.accounts.actors import Actor
from helpdesk.api.answer import Answer
from helpdesk.api.desk.dialect import STATUS_WORDS, spell_ticket_id, spell_time
from helpdesk.api.desk.reads import read_comments, read_ticket
from helpdesk.lib.ids import to_typeid
from tickets.models import Comment, Ticket
from tickets.status import Status


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


def ticket_body(row: dict[str, Any]) -> dict[str, Any]:
    """A ticket without its comments."""
    return list_row(row) | {"body": row["body"], "updatedAt": spell_time(row["updated_at"])}


def created_body(ticket: Ticket) -> dict[str, Any]:
    """A ticket just made; nobody is assigned yet."""
    return ticket_body(
        {
            "id": ticket.pk,
            "subject": ticket.subject,
            "priority": ticket.priority,
            "status": ticket.status,
            "requester__email": ticket.requester.email,
            "tags": ticket.tags,
            "assignee__user__email": None,
            "created_at": ticket.created_at,
            "body": ticket.body,
            "updated_at": ticket.updated_at,
        }
    )


def ticket_answer(actor: Actor, row: dict[str, Any]) -> Answer:
    """One ticket with its comments, oldest first, and its version."""
    comments = [comment_row(comment) for comment in read_comments(actor, row["id"])]
    return Answer(ticket_body(row) | {"comments": comments}, version=row["version"])


def show_ticket(actor: Actor, id: Any) -> Answer:
    """The same, read anew. Raises NotFound."""
    return ticket_answer(actor, read_ticket(actor, id))


def comment_row(row: dict[str, Any]) -> dict[str, Any]:
    """A comment; its author is an e-mail address."""
    return {
        "id": to_typeid("cmt", row["id"]),
        "body": row["body"],
        "internal": row["is_internal"],
        "author": row["author_email"],
        "createdAt": spell_time(row["created_at"]),
    }


def comment_body(comment: Comment) -> dict[str, Any]:
    """A comment just written."""
    return comment_row(
        {
            "id": comment.pk,
            "body": comment.body,
            "is_internal": comment.is_internal,
            "author_email": comment.author_email,
            "created_at": comment.created_at,
        }
    )
