"""Offer a status no more, or again."""

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.audit import note
from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import Conflict
from workflow.actions.kit import lock_row, save_row
from workflow.models import CustomStatus
from workflow.statuses import status_facts


def archive_status(status: CustomStatus, *, actor: Actor, to: bool = True) -> CustomStatus:
    """Tickets that have it keep it. Raises Conflict for a built-in one: its kind is always offered. NotFound."""
    locked = lock_row(actor, "custom_statuses", status, "status")
    if locked.is_builtin:
        raise Conflict("A built-in status is always offered", code="builtin", hint="Rename it if you like")
    if (locked.archived_at is not None) == to:
        return locked
    before = status_facts(locked)
    locked.archived_at = current_unit().now if to else None
    save_row(locked)
    event = "status.archived" if to else "status.restored"
    note(event, actor=actor, row=locked, before=before, after=status_facts(locked))
    return locked
