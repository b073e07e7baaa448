"""All three steps in one, for a plain form that brings the file along."""

from typing import IO, cast

from django.core.files.uploadedfile import UploadedFile

from helpdesk.accounts.actors import Actor
from helpdesk.events.unit import current_unit
from helpdesk.files.actions.kit import save_begun, save_finished
from helpdesk.files.arrival import examine
from helpdesk.files.models import StoredFile
from helpdesk.files.store import file_store


def take_upload(*, actor: Actor, upload: UploadedFile, keep_original: bool = False) -> StoredFile:
    """A finished file. Raises Invalid for one that is empty, too large or not what it claims to be, Unavailable when
    the store is away."""
    current_unit()
    file = save_begun(
        actor=actor, name=upload.name or "", content_type=upload.content_type or "", size=upload.size or 0
    )
    content = cast(IO[bytes], upload)
    arrival = examine(content, claimed_type=file.content_type, claimed_size=file.size, keep_original=keep_original)
    file_store().put(file.key, arrival.content)
    save_finished(file, arrival, actor=actor)
    return file
