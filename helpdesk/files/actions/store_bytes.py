"""Keep a file that the product itself holds: from an import, from a mail."""

import io

from helpdesk.accounts.actors import Actor
from helpdesk.events.unit import current_unit
from helpdesk.files.actions.kit import save_begun, save_finished
from helpdesk.files.arrival import examine
from helpdesk.files.models import StoredFile
from helpdesk.files.store import file_store


def store_bytes(
    *, actor: Actor, name: str, content: bytes, content_type: str = "", keep_original: bool = False
) -> StoredFile:
    """A finished file. Raises Invalid for one that is empty, too large or not what it claims to be, Unavailable when
    the store is away."""
    current_unit()
    file = save_begun(actor=actor, name=name, content_type=content_type, size=len(content))
    arrival = examine(
        io.BytesIO(content), claimed_type=file.content_type, claimed_size=file.size, keep_original=keep_original
    )
    file_store().put(file.key, arrival.content)
    save_finished(file, arrival, actor=actor)
    return file
