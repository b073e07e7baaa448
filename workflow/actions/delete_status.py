"""Take a status away."""

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.audit import note
from helpdesk.lib.errors import Conflict
from workflow.actions.kit import lock_row, require_unused
from workflow.models import CustomStatus
from workflow.statuses import status_facts


def delete_status(status: CustomStatus, *, actor: Actor) -> None:
    """A status that no ticket has goes. Raises Conflict for a built-in one and for one in use, NotFound."""
    locked = lock_row(actor, "custom_statuses", status, "status")
    if locked.is_builtin:
        raise Conflict("A built-in status cannot be deleted", code="builtin", hint="Rename it if you like")
    require_unused(locked, "There are tickets with this status", hint="Archive it: then it is offered no more")
    note("status.deleted", actor=actor, row=locked, before=status_facts(locked))
    locked.delete()
