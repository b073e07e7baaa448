"""All content of the sample workspaces as plain values: everything but ids, secrets and what depends on them."""

from typing import Any

from helpdesk.accounts.models import Workspace
from helpdesk.events.models import Event
from tickets.models import Feedback, Ticket

TICKET = ("number", "subject", "body", "body_format", "channel", "status", "priority", "tags", "cc_emails", "version")
MOMENTS = (
    "created_at",
    "updated_at",
    "resolved_at",
    "closed_at",
    "first_response_at",
    "waiting_since",
    "last_message_at",
)
COMMENT = ("body", "body_format", "is_internal", "author_kind", "author_name", "author_email", "created_at")


def content_of(workspace: Workspace) -> dict[str, Any]:
    """People, tickets and history of one workspace."""
    return {
        "members": list(workspace.memberships.order_by("user__email").values_list("user__email", "user__name", "role")),
        "customers": list(workspace.customers.order_by("email").values_list("email", "name", "created_at")),
        "tickets": [ticket_content(ticket) for ticket in workspace.tickets.order_by("number")],
        "events": list(
            Event.objects.filter(workspace_id=workspace.pk)
            .order_by("id")
            .values_list("type", "actor_kind", "visibility", "created_at")
        ),
    }


def ticket_content(ticket: Ticket) -> dict[str, Any]:
    """One ticket with what was said on it."""
    feedback = Feedback.objects.across_workspaces("a test reads everything").filter(ticket=ticket)
    return {
        "columns": [getattr(ticket, name) for name in TICKET + MOMENTS],
        "requester": ticket.requester.email,
        "assignee": ticket.assignee.user.email if ticket.assignee else None,
        "comments": list(ticket.comments.oldest_first().values_list(*COMMENT)),
        "rating": [(row.score, row.comment, row.created_at) for row in feedback],
    }
