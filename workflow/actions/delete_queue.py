"""Take a queue away."""

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.audit import note
from helpdesk.lib.errors import Conflict
from workflow.actions.kit import lock_row, require_unused
from workflow.models import Queue
from workflow.queues import facts_of


def delete_queue(queue: Queue, *, actor: Actor) -> None:
    """An empty queue goes. Raises Conflict for the default one, the built-in one, and one that is still in use."""
    locked = lock_row(actor, "queues", queue, "queue")
    if locked.is_default:
        raise Conflict("New tickets go to this queue", code="in_use", hint="Make another queue the default first")
    if locked.is_builtin:
        raise Conflict("The first queue of a workspace stays", code="builtin", hint="Rename it if you like")
    require_unused(locked, "There are tickets in this queue", hint="Move them to another queue first")
    asking = locked.custom_fields.first()
    if asking is not None:
        # Without its last queue a field would be asked for everywhere.
        hint = f"Change the queues of “{asking.label}” first"
        raise Conflict("A custom field is asked for in this queue", code="in_use", hint=hint)
    note("queue.deleted", actor=actor, row=locked, before=facts_of(locked))
    locked.delete()
