"""Offer a kind of request no more, or again."""

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.audit import note
from helpdesk.events.unit import current_unit
from workflow.actions.kit import lock_row, save_row
from workflow.models import TicketType
from workflow.statuses import type_facts


def archive_type(kind: TicketType, *, actor: Actor, to: bool = True) -> TicketType:
    """Tickets that have it keep it; repeating it changes nothing. Raises NotFound."""
    locked = lock_row(actor, "ticket_types", kind, "type")
    if (locked.archived_at is not None) == to:
        return locked
    before = type_facts(locked)
    locked.archived_at = current_unit().now if to else None
    save_row(locked)
    event = "ticket_type.archived" if to else "ticket_type.restored"
    note(event, actor=actor, row=locked, before=before, after=type_facts(locked))
    return locked
