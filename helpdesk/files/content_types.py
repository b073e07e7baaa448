"""What a file says it is, and what its first bytes say."""

import mimetypes
import re

import filetype

UNKNOWN = "application/octet-stream"
PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
# Types with a mark that cannot be missed: whatever claims one must carry it, whatever carries it must claim it.
TELLING = PICTURES | {"application/pdf"}
HARMLESS = TELLING | {"text/plain", "text/csv", "text/markdown", "application/zip", "application/json"}
SNIFFED_BYTES = 8192
TYPE = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]{0,48}/[a-z0-9][a-z0-9!#$&^_.+-]{0,48}")
BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")
# Other words for the same, as browsers and the sniffer use them.
SAME = {
    "image/apng": "image/png",
    "image/jpg": "image/jpeg",
    "image/pjpeg": "image/jpeg",
    "image/x-png": "image/png",
    "application/x-pdf": "application/pdf",
}


def clean_type(claimed: str, name: str) -> str:
    """The type that a browser or caller names, in one spelling; guessed from the name where it names none."""
    plain = one_word(claimed.partition(";")[0].strip().lower())
    if TYPE.fullmatch(plain) and plain != UNKNOWN:
        return plain
    return one_word(mimetypes.guess_type(name)[0] or UNKNOWN)


def settled_type(claimed: str, head: bytes) -> str | None:
    """The type under which a file beginning like this is kept; None when it is not what it claims to be."""
    found = one_word(filetype.guess_mime(head) or UNKNOWN)
    if claimed == UNKNOWN:
        return found
    if claimed in TELLING or found in TELLING:
        return claimed if found == claimed else None
    return None if claimed.startswith("text/") and is_binary(head) else claimed


def one_word(content_type: str) -> str:
    """The one of several words for a type that is kept."""
    return SAME.get(content_type, content_type)


def is_binary(head: bytes) -> bool:
    """Whether it cannot be text."""
    return b"\x00" in head and not head.startswith(BYTE_ORDER_MARKS)


def offered_type(content_type: str) -> str:
    """The type under which a file is offered for saving: nothing that a browser could run."""
    return content_type if content_type in HARMLESS or content_type.startswith(("audio/", "video/")) else UNKNOWN
