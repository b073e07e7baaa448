"""The file that came with a form: uploaded by script before, or brought along by a browser without script."""

import uuid

from django.http import HttpRequest

from helpdesk.accounts.actors import Actor
from helpdesk.files.actions.take_upload import take_upload
from helpdesk.files.models import StoredFile
from helpdesk.lib.errors import Invalid


def sent_file(request: HttpRequest, *, actor: Actor, field: str = "file") -> StoredFile | None:
    """A finished file of the actor's own, or None for a form without one. Call it inside the unit of work.

    ``static/js/upload.js`` puts the id of an upload into ``<field>_id``. Raises Invalid for an id that is not the
    actor's, and whatever ``take_upload`` raises.
    """
    named = request.POST.get(f"{field}_id", "")
    if named:
        return own_file(named, actor=actor, field=field)
    upload = request.FILES.get(field)
    return take_upload(actor=actor, upload=upload) if upload else None


def own_file(named: str, *, actor: Actor, field: str) -> StoredFile:
    """What this actor has uploaded. Raises Invalid."""
    try:
        file_id = uuid.UUID(named)
    except ValueError:
        file_id = None
    own = actor.workspace.files.filter(uploader_kind=actor.kind, uploader_id=actor.id)
    found = own.filter(pk=file_id, state=StoredFile.State.FINISHED).first() if file_id else None
    if found is None:
        raise Invalid("That upload is gone", field=field, hint="Choose the file again")
    return found
