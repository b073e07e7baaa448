"""Leave the rest of a change of many undone."""

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.audit import note
from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import NotFound
from tickets.actions.start_bulk_change import require_bulk
from tickets.models import BulkChange


def stop_bulk_change(change: BulkChange, *, actor: Actor) -> BulkChange:
    """The change, stopped behind the batch that is being done; one that is over stays as it is. Raises NotFound."""
    unit = current_unit()
    require_bulk(actor)
    locked = lock_change(change, actor=actor)
    if locked.state != BulkChange.State.RUNNING:
        return locked
    locked.state, locked.finished_at = BulkChange.State.STOPPED, unit.now
    locked.save(update_fields=["state", "finished_at"])
    note(
        "bulk_change.stopped",
        actor=actor,
        row=locked,
        name=str(locked.total),
        data={"total": locked.total},
    )
    return locked


def lock_change(change: BulkChange, *, actor: Actor) -> BulkChange:
    """The change as it is now, locked until the unit of work ends. Raises NotFound for somebody else's."""
    current_unit()
    found: BulkChange | None = (
        actor.workspace.bulk_changes.visible_to(actor).select_for_update().filter(pk=change.pk).first()
    )
    if found is None:
        raise NotFound("page")
    return found
