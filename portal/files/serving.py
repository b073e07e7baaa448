"""How bytes that somebody uploaded leave: to be saved, or as a picture, and never as a page of ours."""

from typing import IO

from django.http import FileResponse, HttpResponseBase
from django.utils.http import content_disposition_header

from helpdesk.files.content_types import PICTURES, offered_type
from helpdesk.files.models import StoredFile
from helpdesk.files.store import Download, Missing, Store, file_store
from helpdesk.lib.errors import NotFound

PROTECTION = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def opened(store: Store, key: str) -> IO[bytes]:
    """The content. Raises NotFound, and Unavailable when the store is away."""
    try:
        return store.open(key)
    except Missing as error:
        raise NotFound("file") from error


def for_saving(content: IO[bytes], wanted: Download) -> HttpResponseBase:
    """A download under its own name."""
    answer = FileResponse(
        content, as_attachment=True, filename=wanted.name, content_type=offered_type(wanted.content_type)
    )
    answer["Cache-Control"] = "private, no-store"
    return protected(answer)


def as_picture(file: StoredFile) -> HttpResponseBase:
    """A picture from our own address: the policy of our pages shows none from elsewhere.

    Raises NotFound for anything that is none.
    """
    if file.content_type not in PICTURES:
        raise NotFound("file")
    answer = FileResponse(opened(file_store(), file.key), content_type=file.content_type)
    answer["Content-Length"] = str(file.size)
    answer["Content-Disposition"] = content_disposition_header(False, file.name) or "inline"
    return protected(answer)


def protected(answer: HttpResponseBase) -> HttpResponseBase:
    """Whatever is in it runs nothing, reads no cookie and is framed nowhere."""
    for name, value in PROTECTION.items():
        answer[name] = value
    return answer
