"""The files that go along with a copy of one's own data, as far as they are small enough together."""

import datetime
import shutil
import time
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from helpdesk.files.store import Missing, file_store
from helpdesk.lib.errors import Unavailable

# It is made while somebody waits.
MOST_BYTES = 50_000_000
MOST_FILES = 1000
MOST_SECONDS = 20
CHUNK_BYTES = 64 * 1024
FOLDER = "files"
# What a zip can say at all.
EARLIEST = (1980, 1, 1, 0, 0, 0)


@dataclass
class Bundle:
    """Files on their way into an archive; ``bytes_left`` and ``files_left`` are what still fits, ``until`` is when to
    stop, by the clock of this process."""

    archive: zipfile.ZipFile
    bytes_left: int
    files_left: int
    until: float
    is_away: bool = False
    taken: set[str] = field(default_factory=set)

    def add(self, row: dict[str, Any]) -> dict[str, Any]:
        """The row as it is listed: with the place of its file in the archive, or without one and why."""
        key, size = row.pop("key"), row["size_bytes"]
        if size > self.bytes_left or not self.files_left or time.monotonic() >= self.until:
            return row | {"place": None, "left_out": "too_much"}
        if self.is_away:
            return row | {"place": None, "left_out": "not_available"}
        place = self.place_for(row["reference"], row["name"])
        try:
            self.write(key, place, row["created_at"])
        except Missing:
            return row | {"place": None, "left_out": "not_available"}
        except Unavailable:
            # Each further one would take as long to fail.
            self.is_away = True
            return row | {"place": None, "left_out": "not_available"}
        self.taken.add(place.casefold())
        self.bytes_left, self.files_left = self.bytes_left - size, self.files_left - 1
        return row | {"place": place, "left_out": None}

    def place_for(self, reference: str, name: str) -> str:
        """A place of its own: two files may have one name, and some systems tell no letter's size."""
        path, number = PurePosixPath(FOLDER, reference, name), 1
        place = str(path)
        while place.casefold() in self.taken:
            number += 1
            place = str(path.with_name(f"{path.stem} ({number}){path.suffix}"))
        return place

    def write(self, key: str, place: str, moment: datetime.datetime) -> None:
        """One file. Raises Missing, Unavailable, both before anything is written."""
        with file_store().open(key) as content:
            entry = zipfile.ZipInfo(place, max(EARLIEST, moment.timetuple()[:6]))
            with self.archive.open(entry, "w") as part:
                shutil.copyfileobj(content, part, CHUNK_BYTES)


def bundled(archive: zipfile.ZipFile, rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Put the files into the archive, the first ones first; returns how each is listed."""
    bundle = Bundle(archive, MOST_BYTES, MOST_FILES, until=time.monotonic() + MOST_SECONDS)
    return [bundle.add(row) for row in rows]
