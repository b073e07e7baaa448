"""Take a change of many back, as one."""

from helpdesk.accounts.actors import Actor
from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import Conflict
from tickets.actions.start_bulk_change import announce, fix_rows, require_bulk
from tickets.actions.stop_bulk_change import lock_change
from tickets.models import BulkChange, BulkRow


def undo_bulk_change(change: BulkChange, *, actor: Actor) -> BulkChange:
    """The change that gives every ticket back what it had before this one, where nobody has changed that since.

    Asked twice it is the same one. Raises NotFound for somebody else's, Conflict for one that still runs (code
    ``running``) or changed nothing.
    """
    unit = current_unit()
    member_id = require_bulk(actor)
    locked = lock_change(change, actor=actor)
    before: BulkChange | None = actor.workspace.bulk_changes.filter(undoes=locked).first()
    if before is not None:
        return before
    if locked.state == BulkChange.State.RUNNING:
        raise Conflict("This change is not over yet", code="running", hint="Stop it, or wait for its end")
    ids = list(locked.rows.filter(state=BulkRow.State.CHANGED).order_by("id").values_list("ticket_id", flat=True))
    if not ids:
        raise Conflict("This change has changed nothing", code="unchanged")
    undo = BulkChange(
        workspace=actor.workspace,
        member_id=member_id,
        changes={},
        undoes=locked,
        total=len(ids),
        created_at=unit.now,
    )
    undo.save(force_insert=True)
    fix_rows(undo, ids)
    announce(undo, actor)
    return undo
