"""What the verbs share: announce a file, lock one, finish one."""

from helpdesk.accounts.actors import Actor
from helpdesk.events.unit import current_unit, record
from helpdesk.files.arrival import Arrival, clean_size
from helpdesk.files.content_types import clean_type
from helpdesk.files.keys import new_key
from helpdesk.files.models import StoredFile
from helpdesk.files.names import clean_name
from helpdesk.lib.errors import NotFound


def save_begun(*, actor: Actor, name: str, content_type: str, size: int) -> StoredFile:
    """A row that waits for its bytes. Raises Invalid for a size that is not taken."""
    kept_as = clean_name(name)
    file = StoredFile(
        workspace=actor.workspace,
        key=new_key(actor.workspace.pk),
        name=kept_as,
        content_type=clean_type(content_type, kept_as),
        size=clean_size(size),
        uploader_kind=actor.kind,
        uploader_id=actor.id,
        created_at=current_unit().now,
    )
    file.save(force_insert=True)
    return file


def lock_file(file: StoredFile, *, actor: Actor) -> StoredFile:
    """The file as it is now, locked until the unit of work ends.

    Raises NotFound for another workspace's, and for what somebody else has not finished uploading.
    """
    locked = actor.workspace.files.select_for_update().filter(pk=file.pk).first()
    if locked is None:
        raise NotFound("file")
    if locked.state == StoredFile.State.WAITING and not is_uploader(locked, actor):
        raise NotFound("file")
    locked.workspace = actor.workspace
    return locked


def is_uploader(file: StoredFile, actor: Actor) -> bool:
    """Whether it was this actor who began the upload."""
    return (file.uploader_kind, file.uploader_id) == (actor.kind, actor.id)


def save_finished(file: StoredFile, arrival: Arrival, *, actor: Actor) -> None:
    """Write what the store really has into the row, and record it."""
    file.content_type, file.size, file.digest = arrival.content_type, arrival.size, arrival.digest
    file.state, file.finished_at = StoredFile.State.FINISHED, current_unit().now
    file.save()
    record(
        "file.finished",
        workspace_id=file.workspace_id,
        subject_kind="file",
        subject_id=file.pk,
        actor=actor,
        internal=True,
        data={"size": file.size},
    )
