"""Give a file up: one that was never finished, or one that nothing shows any more."""

from django.db.models import ProtectedError

from helpdesk.accounts.actors import Actor
from helpdesk.events.unit import current_unit, record
from helpdesk.files.actions.kit import lock_file
from helpdesk.files.models import StoredFile
from helpdesk.lib.errors import Conflict


def discard_upload(file: StoredFile, *, actor: Actor) -> None:
    """Delete the row; its bytes go afterwards. One that is gone is gone, and so is another workspace's.

    Raises NotFound for what somebody else has not finished uploading, Conflict for a file that something shows.
    """
    current_unit()
    if not actor.workspace.files.filter(pk=file.pk).exists():
        return
    locked = lock_file(file, actor=actor)
    try:
        locked.delete()
    except ProtectedError as error:
        raise Conflict("That file is in use", code="in_use") from error
    record(
        "file.discarded",
        workspace_id=actor.workspace.pk,
        subject_kind="file",
        subject_id=file.pk,
        actor=actor,
        internal=True,
        data={"key": locked.key},
    )
