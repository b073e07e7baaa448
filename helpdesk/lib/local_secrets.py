"""Secrets of an installation that nobody configured (demo, development, tests): made once, kept in one private file."""

import base64
import fcntl
import json
import os
import secrets
from pathlib import Path


def local_secrets(home: Path) -> dict[str, str]:
    """SECRET_KEY and SECRETS_KEY kept in ``home/secrets.json`` (mode 0600), made when missing."""
    home.mkdir(parents=True, exist_ok=True)
    path = home / "secrets.json"
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "r+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # web, worker and tests may start at the same moment
        text = file.read()
        if text:
            found: dict[str, str] = json.loads(text)
            return found
        made = {
            "SECRET_KEY": secrets.token_urlsafe(48),
            "SECRETS_KEY": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        }
        json.dump(made, file)
        file.flush()
        os.fsync(file.fileno())
        return made
