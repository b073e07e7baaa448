"""The public contract's answers: snake_case, TypeIDs, times in whole seconds."""

from typing import Any

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Workspace
from helpdesk.api.answer import Answer
from helpdesk.api.public.dialect import AUTHOR_KINDS, STATUS_WORDS, spell_ticket_id, spell_time
from helpdesk.api.public.reads import read_comments
from helpdesk.lib.ids import to_typeid
from tickets.magic_links import make_link
from tickets.models import Feedback, Ticket
from tickets.status import Status


def list_row(row: dict[str, Any]) -> dict[str, Any]:
    """A ticket without its comments."""
    return {
        "id": spell_ticket_id(row["id"]),
        "reference": f"TKT-{row['number']:04d}",
        "title": row["subject"],
        "status": STATUS_WORDS[Status(row["status"])],
        "priority": row["priority"],
        "created_at": spell_time(row["created_at"]),
        "updated_at": spell_time(row["updated_at"]),
        "resolved_at": spell_time(row["resolved_at"]),
    }


def ticket_answer(actor: Actor, row: dict[str, Any]) -> Answer:
    """One ticket with what was said on it, oldest first, and its version."""
    comments = [comment_row(comment, actor.workspace) for comment in read_comments(actor, row["id"])]
    return Answer(list_row(row) | {"comments": comments}, version=row["version"])


def comment_row(row: dict[str, Any], workspace: Workspace) -> dict[str, Any]:
    """A comment. Only a note, which none but keys see, says ``is_internal``: whoever shows comments on must know."""
    kind = AUTHOR_KINDS[row["author_kind"]]
    name = row["author_name"]
    shown = {
        "id": to_typeid("cmt", row["id"]),
        "author_name": f"{first_name(name)} ({workspace.brand_name or workspace.name})" if kind == "agent" else name,
        "author_kind": kind,
        "body": row["body"],
        "created_at": spell_time(row["created_at"]),
    }
    return shown | {"is_internal": True} if row["is_internal"] else shown


def first_name(name: str) -> str:
    """How an agent is called before customers."""
    return name.split()[0] if name.split() else name


def created_body(ticket: Ticket) -> dict[str, Any]:
    """A ticket just made, with a fresh link for its requester."""
    return {
        "id": spell_ticket_id(ticket.pk),
        "reference": ticket.reference,
        "status": STATUS_WORDS[Status(ticket.status)],
        "tracking_url": make_link(ticket, customer=ticket.requester, named=spell_ticket_id(ticket.pk)),
    }


def feedback_body(feedback: Feedback) -> dict[str, Any]:
    """A rating that was taken."""
    return {
        "ticket_id": spell_ticket_id(feedback.ticket_id),
        "score": feedback.score,
        "comment": feedback.comment,
        "created_at": spell_time(feedback.created_at),
    }
