"""What articles know about their files: which are pictures, which a text names, and how they go."""

import re
import uuid

from helpdesk.accounts.actors import Actor
from helpdesk.files.actions.discard_upload import discard_upload
from helpdesk.files.models import StoredFile

MAX_FILES = 200
PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})

# As Markdown names them: ``![a cat](file:<uuid>)``.
NAMED = re.compile(r"\bfile:([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})", re.IGNORECASE)


def is_picture(file: StoredFile) -> bool:
    """Whether a text may show it, rather than offer it for download."""
    return file.content_type in PICTURES


def named_in(body: str) -> set[uuid.UUID]:
    """The files that a text shows or links to, by their ids as files of the article."""
    return {uuid.UUID(found) for found in NAMED.findall(body)}


def discard_stored(file: StoredFile, *, actor: Actor) -> None:
    """Let go of a file that nothing shows any more."""
    discard_upload(file, actor=actor)
