"""Make a written export ready to be fetched."""

import datetime

from helpdesk.accounts.actors import member_actor
from helpdesk.events.unit import current_unit
from tickets.actions.request_export import note_export
from tickets.exports.files import remove_file
from tickets.models import Export

KEPT = datetime.timedelta(days=7)


def finish_export(export: Export, *, file: str, size_bytes: int) -> Export:
    """The export with its file, which can be fetched for seven days. One that was taken back meanwhile stays so."""
    now = current_unit().now
    locked: Export = export.workspace.exports.select_for_update().get(pk=export.pk)
    if locked.state != Export.State.RUNNING:
        remove_file(file)
        return locked
    locked.state, locked.file, locked.size_bytes = Export.State.READY, file, size_bytes
    locked.finished_at, locked.expires_at = now, now + KEPT
    locked.save(update_fields=["state", "file", "size_bytes", "finished_at", "expires_at"])
    note_export(locked, "export.finished", actor=member_actor(export.member))
    return locked
