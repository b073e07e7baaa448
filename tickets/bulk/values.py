"""What a change of many looks at on each ticket, and what it puts there."""

from collections.abc import Mapping
from typing import Any

from helpdesk.accounts.actors import Actor
from tickets.actions.mark_spam import mark_spam
from tickets.actions.unmark_spam import unmark_spam
from tickets.actions.update_ticket import update_ticket
from tickets.models import Ticket


def facts_of(ticket: Ticket) -> dict[str, Any]:
    """The values as they are stored with a row of a change."""
    return {
        "queue": ticket.queue_id,
        "status": ticket.custom_status_id or ticket.status,
        "assignee": str(ticket.assignee_id) if ticket.assignee_id else None,
        "priority": ticket.priority,
        "tags": list(ticket.tags),
        "spam": ticket.is_spam,
    }


def put(ticket: Ticket, *, actor: Actor, values: Mapping[str, Any]) -> None:
    """Give a locked ticket these values, with rows in place of ids. Raises what the verb of each raises."""
    spam = values.get("spam")
    if spam is False:  # first, because spam keeps its status
        unmark_spam(ticket, actor=actor)
    changes = {name: value for name, value in values.items() if name != "spam"}
    update_ticket(ticket, actor=actor, changes=changes)
    if spam is True:
        mark_spam(ticket, actor=actor)
