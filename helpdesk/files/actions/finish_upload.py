"""The third of three steps: take over what was uploaded."""

from helpdesk.accounts.actors import Actor
from helpdesk.events.unit import current_unit
from helpdesk.files.actions.kit import lock_file, save_finished
from helpdesk.files.arrival import examine
from helpdesk.files.models import StoredFile
from helpdesk.files.store import Missing, file_store
from helpdesk.lib.errors import Conflict, Invalid


def finish_upload(file: StoredFile, *, actor: Actor, keep_original: bool = False) -> StoredFile:
    """The file, with the size, type and fingerprint of what is really there; repeating it changes nothing.

    A picture is drawn anew, without what cameras write into it, unless ``keep_original``. Whatever is not what was
    announced is deleted from the store. Raises NotFound for somebody else's upload, Conflict when nothing has arrived,
    Invalid for what was announced differently, Unavailable when the store is away.
    """
    current_unit()
    locked = lock_file(file, actor=actor)
    if locked.state == StoredFile.State.FINISHED:
        return locked
    store = file_store()
    try:
        # From here on the uploader, who may still hold the address, cannot change what is looked at.
        store.promote(locked.key)
        with store.open(locked.key) as content:
            arrival = examine(
                content, claimed_type=locked.content_type, claimed_size=locked.size, keep_original=keep_original
            )
            if arrival.is_new:
                store.put(locked.key, arrival.content)
    except Missing as error:
        raise Conflict("That file has not arrived", code="not_arrived", hint="Upload it again") from error
    except Invalid:
        store.delete(locked.key)
        raise
    save_finished(locked, arrival, actor=actor)
    return locked
