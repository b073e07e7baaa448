"""A backup of a running database: one consistent moment, in one file, complete or not there at all."""

import os
import tempfile
from pathlib import Path

from helpdesk.lib.dumps.archive import Archive, read_archive
from helpdesk.lib.dumps.database import Database
from helpdesk.lib.dumps.errors import DumpError
from helpdesk.lib.dumps.tools import run_tool, tool


def write_backup(database: Database, path: Path, *, overwrite: bool) -> Archive:
    """Write a backup to ``path`` (mode 0600), under load too, and read it back before it gets that name.

    Raises DumpError when the file exists and may not be overwritten, or when anything fails; ``path`` stays untouched.
    """
    if path.exists() and not overwrite:
        raise DumpError(f"{path} exists. Choose another name, or add --force to replace it.")
    if not path.parent.is_dir():
        raise DumpError(f"{path.parent} is not a directory. Make it first.")
    with database.connect() as connection:
        version = connection.info.server_version // 10_000
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    part = Path(name)
    try:
        command = [tool("pg_dump", version), "--format=custom", "--no-password", f"--file={part}"]
        run_tool([*command, f"--dbname={database.argument}"], database.environment)
        os.fsync(descriptor)
        archive = read_archive(part)
        part.replace(path)
    finally:
        os.close(descriptor)
        part.unlink(missing_ok=True)
    _sync_directory(path.parent)
    return Archive(path, archive.dumped_by, archive.tables)


def _sync_directory(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
