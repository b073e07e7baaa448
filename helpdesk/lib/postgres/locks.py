"""Locks between processes, each an ``flock`` that the kernel frees when its holders are gone, however they went.

``start``   held while somebody looks whether the server runs and starts it: one starter at a time.
``users``   shared by everybody who needs the server; the keeper waits for it exclusively and then stops the server.
``keeper``  held as long as the keeper process lives: somebody looks after the server.
``server``  inherited by the server and every process it forks: free means that not one of them is left, which no
            process id can tell (they are reused, stay as zombies, or outlive their parent).
"""

import contextlib
import fcntl
import os
import time
from collections.abc import Iterator
from pathlib import Path

from helpdesk.lib.postgres.errors import PostgresError

SHARED = fcntl.LOCK_SH
EXCLUSIVE = fcntl.LOCK_EX
PAUSE_SECONDS = 0.05


def open_lock(path: Path) -> int:
    """A descriptor of the lock file, made when missing. Raises PostgresError when it belongs to somebody else."""
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    except OSError as error:
        raise PostgresError(f"{path} cannot be opened ({error.strerror}). Run as the user who owns it.") from error


def lock_within(descriptor: int, kind: int, seconds: float) -> bool:
    """Take the lock, trying for at most ``seconds`` (0: once); False when others kept it."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                return False
            time.sleep(PAUSE_SECONDS)
        else:
            return True


def is_free(path: Path, kind: int = SHARED) -> bool:
    """Whether the lock could be taken just now."""
    descriptor = open_lock(path)
    try:
        return lock_within(descriptor, kind, 0)
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def holding(path: Path, seconds: float) -> Iterator[None]:
    """Hold the lock alone. Raises PostgresError when it was not to be had within ``seconds``."""
    descriptor = open_lock(path)
    try:
        if not lock_within(descriptor, EXCLUSIVE, seconds):
            raise PostgresError(f"Another process has held {path} for {seconds:g} s. See who: fuser {path}")
        yield
    finally:
        os.close(descriptor)
