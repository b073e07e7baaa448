"""What a door does when the database misbehaves: try again after a deadlock, say so when it is away."""

from collections.abc import Callable
from typing import TypeVar

import psycopg
from django.db import DatabaseError, OperationalError, connection
from psycopg_pool import PoolTimeout

from helpdesk.lib.errors import Unavailable

Answer = TypeVar("Answer")

TRIES = 4
# Serialization failure and deadlock: the transaction was rolled back whole and may simply run again.
AGAIN = {"40001", "40P01"}


def run_with_retries(work: Callable[[], Answer]) -> Answer:
    """Run one unit of work; again after a deadlock. Raises Unavailable when that does not help, or nothing answers."""
    for attempt in range(1, TRIES + 1):
        try:
            return work()
        except (DatabaseError, PoolTimeout) as error:
            if sqlstate(error) in AGAIN:
                if attempt < TRIES:
                    continue
                raise Unavailable("Too many are changing this at once", retry_after=1) from error
            if is_away(error):
                forget_broken_connections()
                raise Unavailable("The database is busy or away") from error
            raise
    raise AssertionError("the last try returns or raises")


def sqlstate(error: BaseException) -> str:
    """PostgreSQL's own code of a failure, or nothing."""
    cause = error.__cause__
    return (cause.sqlstate or "") if isinstance(cause, psycopg.Error) else ""


def is_away(error: BaseException | None) -> bool:
    """Whether it was the server that failed, not the statement: no code at all, classes 08, 53 and 57 (shut down,
    or our own time limit for a statement)."""
    if isinstance(error, PoolTimeout):
        return True
    return isinstance(error, OperationalError) and sqlstate(error)[:2] in {"", "08", "53", "57"}


def forget_broken_connections() -> None:
    """After a restart of the database every pooled connection is dead: test them all now, not one failure at a time."""
    connection.close()
    pool = getattr(connection, "pool", None)
    if pool is not None:
        pool.check()
