"""Files on the disk of this installation, in HELPDESK_HOME/files, which nothing but the product reads.

The steps are those of an object store: an upload goes to a signed address (of ours) and waits aside until it was
looked at. Several hosts need a shared store instead (FILES_URL).
"""

import contextlib
import os
import secrets
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from django.conf import settings

from helpdesk.files.keys import INCOMING, KEY, checked_key
from helpdesk.files.links import download_address, upload_address
from helpdesk.files.store import Download, Held, Missing, Upload
from helpdesk.lib.errors import Unavailable

CHUNK_BYTES = 64 * 1024


class LocalStore:
    """A directory; ``location`` is asked for anew each time, so that a test may move it."""

    @property
    def location(self) -> Path:
        """Where it is."""
        return Path(settings.HELPDESK_HOME) / "files"

    def upload(self, key: str, *, content_type: str, size: int) -> Upload:
        """An address of the product itself."""
        return Upload(upload_address(key, content_type=content_type, size=size), {"Content-Type": content_type})

    def receive(self, key: str, content: IO[bytes]) -> None:
        """Keep what was sent to such an address, until it is looked at."""
        self._write(self._path(key, waiting=True), content)

    def promote(self, key: str) -> None:
        """Move it to its place."""
        waiting, kept = self._path(key, waiting=True), self._path(key)
        with disk():
            kept.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            try:
                waiting.replace(kept)
            except FileNotFoundError:
                if not kept.exists():
                    raise Missing(key) from None
            settle(kept.parent)

    def put(self, key: str, content: IO[bytes]) -> None:
        """Write it safely: whole or not at all, also after a power cut."""
        self._write(self._path(key), content)

    def open(self, key: str) -> IO[bytes]:
        """The file itself."""
        with disk():
            try:
                return self._path(key).open("rb")
            except FileNotFoundError:
                raise Missing(key) from None

    def delete(self, key: str) -> None:
        """Remove both."""
        with disk():
            self._path(key).unlink(missing_ok=True)
            self._path(key, waiting=True).unlink(missing_ok=True)

    def download(self, wanted: Download) -> str:
        """An address of the product itself."""
        return download_address(wanted)

    def held(self) -> Iterator[Held]:
        """Walk the directory, also over what a crash left half written."""
        for waiting in (False, True):
            root = self.location / INCOMING if waiting else self.location
            for path in root.glob("*/*"):
                key = f"{path.parent.name}/{path.name.partition('.')[0]}"
                if KEY.fullmatch(key):
                    with contextlib.suppress(FileNotFoundError):
                        changed_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
                        yield Held(key, changed_at, waiting=waiting)

    def _path(self, key: str, *, waiting: bool = False) -> Path:
        return self.location / ((INCOMING if waiting else "") + checked_key(key))

    def _write(self, path: Path, content: IO[bytes]) -> None:
        with disk():
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            unfinished = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
            try:
                with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                    shutil.copyfileobj(content, file, CHUNK_BYTES)
                    file.flush()
                    os.fsync(file.fileno())
                unfinished.replace(path)
            except BaseException:
                unfinished.unlink(missing_ok=True)
                raise
            settle(path.parent)


@contextlib.contextmanager
def disk() -> Iterator[None]:
    """A disk that is full, broken or not there is a store that is away. Raises Unavailable."""
    try:
        yield
    except OSError as error:
        raise Unavailable("Files cannot be kept or fetched at the moment") from error


def settle(directory: Path) -> None:
    """Make sure that a directory still knows its files after a power cut."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
