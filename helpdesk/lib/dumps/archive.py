"""A backup file: what is in it, and whether all of it can be read."""

import re
from dataclasses import dataclass
from pathlib import Path

from helpdesk.lib.dumps.errors import DumpError
from helpdesk.lib.dumps.tools import run_tool, tool

OLDEST_READER = 15
NEWEST_READER = 18
DUMPED_BY = re.compile(r"^;\s+Dumped by pg_dump version: (\d+)", re.MULTILINE)
TABLE_DATA = re.compile(r"^\d+; \d+ \d+ TABLE DATA (\S+) (\S+) ", re.MULTILINE)
MIGRATIONS = ("public", "django_migrations")


@dataclass(frozen=True)
class Archive:
    """A readable backup."""

    path: Path
    dumped_by: int
    tables: frozenset[tuple[str, str]]


def read_archive(path: Path) -> Archive:
    """Read the whole file. Raises DumpError when it is missing, damaged, or not a backup of this product."""
    if not path.is_file():
        raise DumpError(f"There is no file {path}.")
    listing = _listing(path)
    dumped_by = DUMPED_BY.search(listing)
    tables = frozenset((schema, table) for schema, table in TABLE_DATA.findall(listing))
    if dumped_by is None or MIGRATIONS not in tables:
        raise DumpError(f"{path} is not a backup of this product: it has no table of migrations.")
    archive = Archive(path, int(dumped_by[1]), tables)
    # The listing stands at the beginning; only reading everything shows that the end is there, too.
    run_tool([tool("pg_restore", archive.dumped_by), "--file=/dev/null", str(path)], {"LC_ALL": "C"})
    return archive


def _listing(path: Path) -> str:
    problem: DumpError | None = None
    for version in range(OLDEST_READER, NEWEST_READER + 1):  # which one wrote it stands in the file itself
        try:
            return run_tool([tool("pg_restore", version), "--list", str(path)], {"LC_ALL": "C"})
        except DumpError as error:
            problem = problem or error
    raise DumpError(f"{path} is not a readable backup: {problem}")
