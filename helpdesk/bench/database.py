"""The bench's own database beside the installation's, on the same server."""

import contextlib
import hashlib
import json
import time
from collections.abc import Callable, Iterator

from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from helpdesk.bench.loader import load

FORMAT = 3  # raised when the loader makes something else of the same numbers


@contextlib.contextmanager
def connected_to(name: str) -> Iterator[None]:
    """Let this process's connection lead to another database of the server for a while."""
    before = connection.settings_dict["NAME"]
    disconnect()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        disconnect()
        connection.settings_dict["NAME"] = before


def disconnect() -> None:
    """Leave the database for good, so that it can be dropped."""
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]


def ensure_database(tickets: int, say: Callable[[str], None]) -> str:
    """The name of a loaded database with so many tickets in the big workspace: one that stands, or a new one."""
    name = f"{connection.settings_dict['NAME']}_bench_{tickets}"
    wanted = description(tickets)
    if found_description(name) == wanted:
        say(f"Using the database {name}.")
        return name
    say(f"Loading {tickets:,} tickets into the database {name} …")
    started = time.monotonic()
    drop_database(name)
    execute(f"CREATE DATABASE {connection.ops.quote_name(name)}")
    with connected_to(name):
        call_command("migrate", verbosity=0)
        load(tickets)
        execute("VACUUM")
    execute(f"COMMENT ON DATABASE {connection.ops.quote_name(name)} IS '{wanted}'")
    say(f"Loaded in {time.monotonic() - started:.0f} s.")
    return name


def drop_database(name: str) -> None:
    """Drop it with whoever of ours is still connected.

    Not ``WITH (FORCE)``: that is refused to a role like ours while an autovacuum, which belongs to the superuser, works
    in the database; a plain drop sends the autovacuum away by itself.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND usename = current_user",
            [name],
        )
    execute(f"DROP DATABASE IF EXISTS {connection.ops.quote_name(name)}")


def description(tickets: int) -> str:
    """What makes a database usable for this bench: its size, the loader and the migrations behind it."""
    migrations = "\n".join(sorted(f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations))
    digest = hashlib.sha256(migrations.encode()).hexdigest()[:16]
    return json.dumps({"tickets": tickets, "format": FORMAT, "migrations": digest})


def found_description(name: str) -> str | None:
    """What was noted on a database when its loading was complete."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [name])
        row = cursor.fetchone()
    return row[0] if row else None


def execute(statement: str) -> None:
    """One statement outside any transaction."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
