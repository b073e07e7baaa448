"""When no DATABASE_URL is given, the embedded PostgreSQL server runs while a command runs."""

import contextlib
import os
import threading
from collections.abc import Iterator
from pathlib import Path

from helpdesk.lib.postgres import EmbeddedPostgres

# Commands that never open a connection; everything else finds its database running.
WITHOUT_DATABASE = {"help", "version", "--help", "--version", "makemessages", "compilemessages", "collectstatic"}
# Commands that run for days: they also bring a server back that was killed.
LONG_RUNNING = {"serve", "worker", "demo"}


def home_directory() -> Path:
    """$HELPDESK_HOME: where an installation without outside services keeps its data. Default: ``.helpdesk`` here."""
    return Path(os.environ.get("HELPDESK_HOME") or Path(__file__).resolve().parents[2] / ".helpdesk").absolute()


@contextlib.contextmanager
def database_for_command(argv: list[str]) -> Iterator[None]:
    """Hold the embedded server for one command line; nothing happens when DATABASE_URL names a server."""
    command = argv[1] if len(argv) > 1 else "help"
    if os.environ.get("DATABASE_URL") or command in WITHOUT_DATABASE:
        yield
        return
    server = EmbeddedPostgres(home_directory())
    with server.attach(), supervision(server) if command in LONG_RUNNING else contextlib.nullcontext():
        yield


@contextlib.contextmanager
def supervision(server: EmbeddedPostgres) -> Iterator[None]:
    """Watch the server from a thread beside the command; it ends before the command lets go of the server."""
    stop = threading.Event()
    watcher = threading.Thread(target=server.supervise, args=(stop,), name="database", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        stop.set()
        watcher.join()
