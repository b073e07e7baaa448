"""The files of exports, on the disk of this installation, for nobody but the product to read."""

import contextlib
import os
import re
import secrets
import time
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import IO

from django.conf import settings

NAME = re.compile(r"[0-9a-f]{32}")
# A file that no row knows is what a crash left, or is being written at this moment.
LEFT_OVER_AFTER_SECONDS = 24 * 3600


def directory() -> Path:
    """Where they are: HELPDESK_HOME/exports, private."""
    found = Path(settings.HELPDESK_HOME) / "exports"
    found.mkdir(mode=0o700, parents=True, exist_ok=True)
    return found


def path_of(name: str) -> Path:
    """The file of this name. Raises ValueError for what is none of ours."""
    if not NAME.fullmatch(name):
        raise ValueError("not the name of an export")
    return directory() / name


@contextlib.contextmanager
def new_file() -> Iterator[tuple[str, IO[bytes]]]:
    """A new private file under a name nobody can guess; safely on the disk afterwards, gone after a failure."""
    name = secrets.token_hex(16)
    path = path_of(name)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w+b") as file:
            yield name, file
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def remove_file(name: str) -> None:
    """Delete a file; one that is gone is gone."""
    path_of(name).unlink(missing_ok=True)


def remove_left_over(known: Collection[str]) -> None:
    """Delete the files that belong to no export and are not new."""
    for path in directory().iterdir():
        with contextlib.suppress(FileNotFoundError):
            if path.name not in known and path.stat().st_mtime < time.time() - LEFT_OVER_AFTER_SECONDS:
                path.unlink()
