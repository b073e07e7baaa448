"""A zip of JSON Lines, one file for each kind of row, written as it is read: memory does not grow with the data."""

import contextlib
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any

import orjson
from django.db import transaction
from django.db.models import QuerySet

Rows = QuerySet[Any, Any]

ROWS_AT_ONCE = 500

README = """\
{title}

Made {moment} for {who}, who sees {sees}.

Each .jsonl file holds one kind of thing, one JSON object a line. Names ending in _id refer to the id of a row in
another file. Times are UTC. The files are read one after the other while work goes on, so what changes meanwhile may be
newer in one file than in another. Secrets, pictures, test tickets, the content of files and the texts of mails (they
hold links that open tickets) are left out.

{listing}
"""


def write_archive(file: IO[bytes], kinds: Mapping[str, Rows], words: Mapping[str, str]) -> None:
    """Write all kinds and a README that says what they are; ``words`` fills its gaps."""
    with new_archive(file) as archive:
        counted = {name: write_kind(archive, name, rows) for name, rows in kinds.items()}
        listing = "\n".join(f"{name}.jsonl: {number}" for name, number in counted.items())
        archive.writestr("README.txt", README.format(listing=listing, **words))


@contextlib.contextmanager
def new_archive(file: IO[bytes]) -> Iterator[zipfile.ZipFile]:
    """An empty one; in one transaction, so that rows come by cursor instead of all at once."""
    with transaction.atomic(), zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
        yield archive


def write_kind(archive: zipfile.ZipFile, name: str, rows: Rows) -> int:
    """All rows of one kind; returns how many."""
    with archive.open(f"{name}.jsonl", "w", force_zip64=True) as part:
        return write_rows(part, rows.iterator(chunk_size=ROWS_AT_ONCE))


def write_rows(part: IO[bytes], rows: Iterable[Mapping[str, Any]]) -> int:
    """One line for each row; returns how many."""
    written = 0
    for row in rows:
        part.write(orjson.dumps(dict(row), default=str, option=orjson.OPT_APPEND_NEWLINE))
        written += 1
    return written
