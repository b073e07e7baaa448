"""Under which keys the store keeps files: random ones, so that nobody guesses or overwrites another's."""

import re
import secrets
import uuid

# 256 random bits after the workspace that the file belongs to.
KEY = re.compile(r"[0-9a-f]{32}/[0-9a-f]{64}")
# Where an upload waits until it was looked at: whoever still holds its link writes here, never over a finished file.
INCOMING = "incoming/"


def new_key(workspace_id: uuid.UUID) -> str:
    """A key for one new file of a workspace."""
    return f"{workspace_id.hex}/{secrets.token_hex(32)}"


def checked_key(key: str) -> str:
    """The key itself. Raises ValueError for anything that is none of ours, such as a path that leads elsewhere."""
    if not KEY.fullmatch(key):
        raise ValueError("not the key of a file")
    return key
