"""The exchange of a database for a restored one, by renaming both in one transaction."""

import time

import psycopg
from psycopg import sql

from helpdesk.lib.dumps.errors import DumpError

ATTEMPTS = 10
PAUSE_SECONDS = 0.5

# Sessions of a role: autovacuum has none and gives way by itself. Other roles' sessions show little more than that.
CLIENTS = """
    select pid, concat_ws(' ', usename, nullif(application_name, ''), host(client_addr))
    from pg_stat_activity where datname = %s and usename is not null order by pid
"""
CUT_OFF = "select pg_terminate_backend(pid) from pg_stat_activity where datname = %s and usename is not null"


def refuse_if_used(connection: psycopg.Connection, name: str) -> None:
    """Raises DumpError, naming them, when clients are connected to the database."""
    clients = connection.execute(CLIENTS, [name]).fetchall()
    if clients:
        who = ", ".join(f"process {pid} ({label})" for pid, label in clients)
        raise DumpError(
            f"The database {name} is in use by {len(clients)} connection(s): {who}. "
            "Stop web and worker first, or add --force to cut them off."
        )


def swap(connection: psycopg.Connection, name: str, new: str, previous: str | None, *, force: bool) -> None:
    """Give ``new`` the name ``name``, and what had it the name ``previous``. Raises DumpError when it stays in use."""
    for attempt in range(ATTEMPTS):
        if previous and force:
            _cut_off(connection, name)
        elif previous:
            refuse_if_used(connection, name)
        try:
            # Connections that come in between wait for the rename and then find the new database.
            with connection.transaction():
                if previous:
                    _rename(connection, name, previous)
                _rename(connection, new, name)
        except psycopg.errors.ObjectInUse:
            time.sleep(PAUSE_SECONDS * (attempt < ATTEMPTS - 1))
        else:
            return
    raise DumpError(f"The database {name} is being used again and again. Stop web and worker, then restore.")


def _rename(connection: psycopg.Connection, old: str, new: str) -> None:
    connection.execute(sql.SQL("alter database {} rename to {}").format(sql.Identifier(old), sql.Identifier(new)))


def _cut_off(connection: psycopg.Connection, name: str) -> None:
    try:
        connection.execute(CUT_OFF, [name])
    except psycopg.errors.InsufficientPrivilege as error:
        raise DumpError(f"Others than our role use {name}, which it may not cut off. Stop them first.") from error
