"""Signed, short-lived addresses of our own for a store that has none: the bearer may upload or download one file.

They need no cookie and no look into the database, as those of an object store. The token stands in the query, which no
log line shows.
"""

from dataclasses import asdict, dataclass
from urllib.parse import quote

from django.core.signing import BadSignature, dumps, loads

from helpdesk.files.store import DOWNLOAD_SECONDS, UPLOAD_SECONDS, Download
from helpdesk.lib.errors import NotFound

UPLOADS = "files/upload"
DOWNLOADS = "files/download"
UPLOAD_SALT = "files.links.upload"
DOWNLOAD_SALT = "files.links.download"


@dataclass(frozen=True)
class Promised:
    """What is to arrive under a key: ``size`` in bytes."""

    key: str
    content_type: str
    size: int


def upload_address(key: str, *, content_type: str, size: int) -> str:
    """Where this file, and no other, is to be PUT."""
    return f"/{UPLOADS}?t={quote(dumps(asdict(Promised(key, content_type, size)), salt=UPLOAD_SALT))}"


def read_upload(token: str) -> Promised:
    """What such an address is for. Raises NotFound for an address that is not ours, altered, or over."""
    try:
        return Promised(**loads(token, salt=UPLOAD_SALT, max_age=UPLOAD_SECONDS))
    except BadSignature as error:
        raise NotFound("page") from error


def download_address(wanted: Download) -> str:
    """Where a file is handed out."""
    return f"/{DOWNLOADS}?t={quote(dumps(asdict(wanted), salt=DOWNLOAD_SALT))}"


def read_download(token: str) -> Download:
    """What such an address hands out. Raises NotFound for an address that is not ours, altered, or over."""
    try:
        return Download(**loads(token, salt=DOWNLOAD_SALT, max_age=DOWNLOAD_SECONDS))
    except BadSignature as error:
        raise NotFound("page") from error
