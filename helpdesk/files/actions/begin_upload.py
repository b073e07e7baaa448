"""The first of three steps: announce a file."""

from helpdesk.accounts.actors import Actor
from helpdesk.events.unit import current_unit
from helpdesk.files.arrival import clean_size
from helpdesk.files.content_types import clean_type
from helpdesk.files.keys import new_key
from helpdesk.files.models import StoredFile
from helpdesk.files.names import clean_name


def begin_upload(*, actor: Actor, name: str, content_type: str, size: int) -> StoredFile:
    """A file that waits for its bytes: ``size`` of them, of this type (guessed from the name where none is named).

    ``file_store().upload(…)`` says where they are to go. Raises Invalid for a size that is not taken.
    """
    now, kept_as = current_unit().now, clean_name(name)
    file = StoredFile(
        workspace=actor.workspace,
        key=new_key(actor.workspace.pk),
        name=kept_as,
        content_type=clean_type(content_type, kept_as),
        size=clean_size(size),
        uploader_kind=actor.kind,
        uploader_id=actor.id,
        created_at=now,
    )
    file.save(force_insert=True)
    return file
