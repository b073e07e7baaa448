"""What articles know about their files: which are pictures, and which a text names."""

import re
import uuid

from helpdesk.files.content_types import PICTURES
from helpdesk.files.models import StoredFile

MAX_FILES = 200

# As Markdown names them: ``![a cat](file:<uuid>)``.
NAMED = re.compile(r"\bfile:([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})", re.IGNORECASE)


def is_picture(file: StoredFile) -> bool:
    """Whether a text may show it, rather than offer it for download."""
    return file.content_type in PICTURES


def named_in(body: str) -> set[uuid.UUID]:
    """The files that a text shows or links to, by their ids as files of the article."""
    return {uuid.UUID(found) for found in NAMED.findall(body)}
