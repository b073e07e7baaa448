"""Files on the desk: below the messages of a ticket, and those that come with the composer."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.forms import ValidationError
from django.http import HttpRequest

from helpdesk.accounts.actors import Actor
from helpdesk.files.models import StoredFile
from helpdesk.lib.errors import Invalid
from portal.files.addresses import file_address
from portal.files.attached import FilesField, take_files
from portal.files.listed import Listed

KIND = "ticket"


def listed(workspace: str, rows: Iterable[dict[str, Any]]) -> Iterator[Listed]:
    """The files that came with the page of a ticket."""
    for row in rows:
        address = file_address(workspace, KIND, row["id"])
        yield Listed(row["file__name"], row["file__size"], address, str(row["comment_id"] or ""))


def chosen_files(request: HttpRequest) -> list[UploadedFile]:
    """What was sent along. Raises Invalid for too many, too large and empty ones."""
    try:
        return FilesField().clean(request.FILES.getlist("files"))
    except ValidationError as error:
        raise Invalid(" ".join(error.messages), code=error.code or "", field="files") from error


def sent_files(request: HttpRequest, *, actor: Actor) -> list[StoredFile]:
    """Finished files for a message. Call it inside the unit of work. Raises Invalid, Conflict."""
    return take_files(chosen_files(request), actor=actor)
