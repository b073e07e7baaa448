"""Directories nobody else may enter."""

import os
import stat
from pathlib import Path

from helpdesk.lib.postgres.account import Account
from helpdesk.lib.postgres.errors import PostgresError
from helpdesk.lib.postgres.layout import Layout


def private_directory(path: Path) -> None:
    """Make ``path`` ours alone (0700). Raises PostgresError when it is a link or belongs to somebody else."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.mkdir(mode=0o700, exist_ok=True)
        found = path.lstat()
        if not stat.S_ISDIR(found.st_mode):
            raise PostgresError(f"{path} must be a directory of its own, not a link or a file. Move it away.")
        if found.st_uid != os.geteuid():
            raise PostgresError(
                f"{path} belongs to the user with id {found.st_uid}. Run as that user, or set HELPDESK_HOME elsewhere."
            )
        path.chmod(0o700)
    except OSError as error:
        raise PostgresError(
            f"{path} cannot be used ({error.strerror}). Set HELPDESK_HOME to a directory you may write to."
        ) from error


def server_directory(path: Path, account: Account) -> None:
    """Make ``path``, inside a private directory, writable for the account the server runs as, and for nobody else."""
    path.mkdir(mode=0o700, exist_ok=True)
    if path.stat().st_uid != account.uid:
        os.chown(path, account.uid, account.gid)
    path.chmod(0o700)


def private_directories(layout: Layout) -> None:
    """Make the directories that belong to the user who runs us."""
    private_directory(layout.base)
    private_directory(layout.socket_base)


def synced(directory: Path) -> None:
    """Make the names in ``directory`` survive a loss of power."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
