"""The first of three steps: announce a file."""

from helpdesk.accounts.actors import Actor
from helpdesk.events.unit import current_unit
from helpdesk.files.actions.kit import save_begun
from helpdesk.files.arrival import clean_size
from helpdesk.files.models import StoredFile
from helpdesk.files.room import require_room


def begin_upload(*, actor: Actor, name: str, content_type: str, size: int) -> StoredFile:
    """A file that waits for its bytes: ``size`` of them, of this type (guessed from the name where none is named).

    ``file_store().upload(…)`` says where they are to go. Raises Invalid for a size that is not taken, TooMany for
    somebody who has begun very much in the last hour that nothing shows.
    """
    current_unit()
    require_room(actor=actor, size=clean_size(size))
    return save_begun(actor=actor, name=name, content_type=content_type, size=size)
