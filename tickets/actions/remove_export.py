"""Take a copy of data away before its time."""

import uuid

from helpdesk.accounts.actors import Actor
from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import NotFound
from tickets.actions.request_export import note_export
from tickets.exports.files import remove_file
from tickets.models import Export


def remove_export(export_id: uuid.UUID, *, actor: Actor) -> None:
    """Delete the file of one's own export, or stop it. Repeating it is harmless. Raises NotFound."""
    current_unit()
    mine = actor.workspace.exports.select_for_update().filter(member=actor.member_id)
    found: Export | None = mine.filter(pk=export_id).first()
    if found is None:
        raise NotFound("page")
    if found.state == Export.State.GONE:
        return
    if found.file:
        remove_file(found.file)
    found.state, found.file = Export.State.GONE, ""
    found.save(update_fields=["state", "file"])
    note_export(found, "export.removed", actor=actor)
