"""Ask for a field no more, or again."""

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.audit import note
from helpdesk.events.unit import current_unit
from workflow.actions.kit import lock_row, save_row
from workflow.custom_fields import field_facts
from workflow.models import CustomField


def archive_field(field: CustomField, *, actor: Actor, to: bool = True) -> CustomField:
    """Tickets keep their values and show them; repeating it changes nothing. Raises NotFound."""
    locked = lock_row(actor, "custom_fields", field, "field")
    if (locked.archived_at is not None) == to:
        return locked
    before = field_facts(locked)
    locked.archived_at = current_unit().now if to else None
    save_row(locked)
    event = "custom_field.archived" if to else "custom_field.restored"
    note(event, actor=actor, row=locked, before=before, after=field_facts(locked))
    return locked
