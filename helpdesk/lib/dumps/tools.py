"""Which pg_dump and pg_restore to use: those of the embedded server's package, or those on the PATH."""

import functools
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from helpdesk.lib.dumps.errors import DumpError
from helpdesk.lib.postgres.binaries import package_directory
from helpdesk.lib.postgres.errors import PostgresError

FOLDERS = ("pginstall", "pginstall18")


def tool(name: str, at_least: int) -> str:
    """The path of the oldest program that knows the major version ``at_least``.

    Not the newest: a program writes settings for servers of its own time, which older servers refuse.
    Raises DumpError when none is new enough.
    """
    suited = sorted((_major(path), path) for path in _candidates(name) if _major(path) >= at_least)
    if not suited:
        raise DumpError(
            f"{name} of PostgreSQL {at_least} or newer is needed and was not found. "
            f"Install it (Debian: postgresql-client-{at_least}) and see that it is on the PATH."
        )
    return suited[0][1]


def run_tool(command: list[str], environment: Mapping[str, str]) -> str:
    """Run a program to its end and return its output. Raises DumpError with what it said when it fails."""
    done = subprocess.run(command, env=environment, capture_output=True, text=True, errors="replace")
    if done.returncode:
        raise DumpError(f"{Path(command[0]).name} failed: {done.stderr.strip()[-2000:]}")
    return done.stdout


@functools.cache
def _candidates(name: str) -> tuple[str, ...]:
    try:
        packaged = [package_directory() / folder / "bin" / name for folder in FOLDERS]
    except PostgresError:
        packaged = []
    found = [str(path) for path in packaged if path.is_file()]
    return (*found, *filter(None, [shutil.which(name)]))


@functools.cache
def _major(path: str) -> int:
    done = subprocess.run([path, "--version"], capture_output=True, text=True)
    version = re.search(r"\) (\d+)", done.stdout)
    return int(version[1]) if version else 0
