"""Looking at what really arrived: its size, its kind, its fingerprint."""

import hashlib
from dataclasses import dataclass
from typing import IO

from django.conf import settings

from helpdesk.files.content_types import PICTURES, SNIFFED_BYTES, settled_type
from helpdesk.files.pictures import drawn_anew
from helpdesk.lib.errors import Invalid
from helpdesk.lib.pictures import BadPicture

CHUNK_BYTES = 64 * 1024


@dataclass(frozen=True)
class Arrival:
    """A file as it is kept: ``content`` stands at its beginning. ``is_new`` where we drew it ourselves."""

    content: IO[bytes]
    content_type: str
    size: int
    digest: bytes
    is_new: bool


def clean_size(size: int) -> int:
    """The size itself. Raises Invalid for an empty file and for one over MAX_FILE_BYTES."""
    if size < 1:
        raise Invalid("That file is empty", code="empty", field="file")
    if size > settings.MAX_FILE_BYTES:
        most = f"{settings.MAX_FILE_BYTES / 1_000_000:g} MB"
        raise Invalid("That file is too large", code="too_large", field="file", hint=f"Send one of up to {most}")
    return size


def examine(content: IO[bytes], *, claimed_type: str, claimed_size: int, keep_original: bool) -> Arrival:
    """What is in a seekable file. Raises Invalid when it is not of the size or type that was announced, or is a
    picture that cannot be read."""
    head, size, digest = measured(content)
    if size != claimed_size:
        raise Invalid("That file is not of the size that was announced", code="size_differs", field="file")
    content_type = settled_type(claimed_type, head)
    if content_type is None:
        raise Invalid(f"That file is not what it claims to be ({claimed_type})", code="type_differs", field="file")
    if keep_original or content_type not in PICTURES:
        return Arrival(content, content_type, size, digest, is_new=False)
    try:
        picture = drawn_anew(content)
    except BadPicture as error:
        raise Invalid(str(error), code="bad_picture", field="file", hint="Save it anew and try again") from error
    _head, size, digest = measured(picture)
    return Arrival(picture, content_type, size, digest, is_new=True)


def measured(content: IO[bytes]) -> tuple[bytes, int, bytes]:
    """The beginning, the size in bytes and the SHA-256 of a file, which is rewound before and after."""
    content.seek(0)
    head = content.read(SNIFFED_BYTES)
    digest, size = hashlib.sha256(head), len(head)
    while part := content.read(CHUNK_BYTES):
        digest.update(part)
        size += len(part)
    content.seek(0)
    return head, size, digest.digest()
