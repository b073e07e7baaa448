"""What the ticket page shows of the workspace's own nouns: status, queue, type, custom fields, tags."""

from typing import Any

from helpdesk.accounts.actors import Actor
from helpdesk.lib.errors import HelpdeskError, Invalid
from portal.custom_fields import CustomForm, worded
from portal.desk.nouns import Nouns
from tickets.models import Ticket
from workflow.models import CustomField, CustomStatus, Queue, TicketType

MAX_DIGITS = 18


def workflow_context(
    ticket: Ticket, nouns: Nouns, *, typed: Any = None, problem: HelpdeskError | None = None
) -> dict[str, Any]:
    """For the template; ``typed`` is what was sent, taken up where the ``problem`` is with the custom fields."""
    fields = nouns.fields_in(ticket.queue_id, ticket.custom)
    sent = typed if problem is not None and problem.field.startswith("custom") else None
    asked = [field for field in fields if field.archived_at is None]
    return {
        "state": nouns.status_of(ticket.status, ticket.custom_status_id),
        "statuses": nouns.status_choices(ticket.custom_status_id),
        "status_now": ticket.custom_status_id or ticket.status,
        "queues": nouns.queue_choices(),
        "queue_name": nouns.queues.get(ticket.queue_id, ""),
        "types": nouns.type_choices(ticket.type_id),
        "type_name": nouns.types[ticket.type_id][0] if ticket.type_id in nouns.types else "",
        "custom_form": CustomForm(asked, sent, values=ticket.custom) if asked else None,
        "custom_values": values_of(fields, ticket),
        "archived_values": values_of([field for field in fields if field.archived_at is not None], ticket),
        "chips": nouns.chips(ticket.tags),
        "known_tags": nouns.colours,
    }


def values_of(fields: list[CustomField], ticket: Ticket) -> list[tuple[CustomField, str]]:
    """The fields that have a value, each with it in words."""
    return [(field, worded(ticket.custom[field.key])) for field in fields if field.key in ticket.custom]


def row_id(text: str) -> int | None:
    """The id in a form's value, if it can be one."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MAX_DIGITS else None


def find_status(actor: Actor, text: str) -> str | CustomStatus:
    """One of the kinds as it is, or the workspace's own status of this id. Raises Invalid."""
    number = row_id(text)
    if number is None:
        return text
    found: CustomStatus | None = actor.workspace.custom_statuses.filter(pk=number).first()
    if found is None:
        raise Invalid("Invalid status", code="choice", field="status", hint="Choose one from the list")
    return found


def find_queue(actor: Actor, text: str) -> Queue:
    """The queue of this id, among those that the actor sees. Raises Invalid."""
    number = row_id(text)
    found: Queue | None = actor.workspace.queues.visible_to(actor).filter(pk=number).first() if number else None
    if found is None:
        raise Invalid("There is no such queue", code="choice", field="queue", hint="Choose one from the list")
    return found


def find_type(actor: Actor, text: str) -> TicketType | None:
    """The type of this id; nothing for none. Raises Invalid."""
    if not text:
        return None
    number = row_id(text)
    found: TicketType | None = actor.workspace.ticket_types.filter(pk=number).first() if number else None
    if found is None:
        raise Invalid("There is no such type", code="choice", field="type", hint="Choose one from the list")
    return found
