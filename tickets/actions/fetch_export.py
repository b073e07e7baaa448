"""Fetch a copy of data that was made."""

import uuid

from helpdesk.accounts.actors import Actor
from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import NotFound
from tickets.actions.request_export import note_export
from tickets.exports.rights import require_right
from tickets.models import Export


def fetch_export(export_id: uuid.UUID, *, actor: Actor) -> Export:
    """The export whose file may be given out now, to whoever asked for it and nobody else: it holds what that member
    sees. The right to it is looked at again, and each time is audited.

    Raises NotFound, also for one that is not ready or gone, and Forbidden.
    """
    now = current_unit().now
    mine = actor.workspace.exports.filter(member=actor.member_id, state=Export.State.READY, expires_at__gt=now)
    found: Export | None = mine.select_related("customer").filter(pk=export_id).first()
    if found is None:
        raise NotFound("page")
    require_right(found.kind, actor)
    note_export(found, "export.downloaded", actor=actor)
    return found
