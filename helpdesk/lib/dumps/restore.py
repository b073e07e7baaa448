"""A restore beside the current database, which keeps its place until the restored one has been looked at."""

import contextlib
import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import psycopg
from psycopg import sql

from helpdesk.lib.dumps.archive import Archive
from helpdesk.lib.dumps.database import Database
from helpdesk.lib.dumps.errors import DumpError
from helpdesk.lib.dumps.swap import refuse_if_used, swap
from helpdesk.lib.dumps.tools import run_tool, tool

MAINTENANCE = ("postgres", "template1")
LONGEST_NAME = 63
JOBS = 2

Migrations = set[tuple[str, str]]


@dataclass(frozen=True)
class Restoring:
    """A restore of ``archive`` in the place of ``database``; ``force`` cuts the connections of others off."""

    database: Database
    archive: Archive
    force: bool

    def run(self, accept: Callable[[Migrations], None]) -> str | None:
        """Restore, let ``accept`` refuse by a DumpError what was restored, then exchange the databases.

        Returns the name under which the previous database is kept, None when there was none. Raises DumpError, and
        then the current database is untouched. Killed at any moment it leaves either the old or the new state, and
        perhaps an unfinished database, which the next restore removes.
        """
        stamp = datetime.datetime.now(datetime.UTC).strftime("%Y%m%d_%H%M%S")
        new, previous = self._named(f"_restoring_{stamp}"), self._named(f"_before_{stamp}")
        with self._maintenance() as connection:
            self._remove_unfinished(connection)
            exists = self._exists(connection)
            if exists and not self.force:
                refuse_if_used(connection, self.database.name)
            try:
                self._create(connection, new)
                self._fill(new)
                accept(self._verify(new))
                swap(connection, self.database.name, new, previous if exists else None, force=self.force)
            except BaseException:
                _drop(connection, new)
                raise
        return previous if exists else None

    @contextlib.contextmanager
    def _maintenance(self) -> Iterator[psycopg.Connection]:
        """A connection to neither of the databases, holding the lock that keeps other restores out."""
        connection = self._connect_elsewhere()
        with connection:
            lock = connection.execute("select pg_try_advisory_lock(hashtext(%s))", [f"restore {self.database.name}"])
            if lock.fetchone() != (True,):
                raise DumpError(f"Another restore of {self.database.name} is running. Wait until it has ended.")
            yield connection

    def _connect_elsewhere(self) -> psycopg.Connection:
        problem: DumpError | None = None
        for name in MAINTENANCE:
            try:
                return self.database.called(name).connect()
            except DumpError as error:
                problem = problem or error
        raise DumpError(f"A restore needs a second database to work from, such as {MAINTENANCE[0]}. {problem}")

    def _remove_unfinished(self, connection: psycopg.Connection) -> None:
        rows = connection.execute(
            "select datname from pg_database where starts_with(datname, %s)", [self._named("_restoring_")]
        ).fetchall()
        for (name,) in rows:
            _drop(connection, name)

    def _exists(self, connection: psycopg.Connection) -> bool:
        row = connection.execute("select 1 from pg_database where datname = %s", [self.database.name]).fetchone()
        return row is not None

    def _create(self, connection: psycopg.Connection, new: str) -> None:
        """A database with the order and case rules of the current one, where the server's own libraries give them."""
        row = connection.execute(
            "select datcollate, datctype from pg_database where datname = %s and datlocprovider = 'c'",
            [self.database.name],
        ).fetchone()
        statement = sql.SQL("create database {} template template0 encoding 'UTF8'").format(sql.Identifier(new))
        if row:
            statement += sql.SQL(" lc_collate {} lc_ctype {}").format(*map(sql.Literal, row))
        try:
            connection.execute(statement)
        except psycopg.errors.InsufficientPrivilege as error:
            raise DumpError("The database role may not create databases: ALTER ROLE … CREATEDB.") from error

    def _fill(self, new: str) -> None:
        database = self.database.called(new)
        with database.connect() as connection:
            version = max(self.archive.dumped_by, connection.info.server_version // 10_000)
        command = [tool("pg_restore", version), "--no-owner", "--no-privileges", "--exit-on-error", "--no-password"]
        command += [f"--jobs={JOBS}", f"--dbname={database.argument}", str(self.archive.path)]
        run_tool(command, database.environment)

    def _verify(self, new: str) -> Migrations:
        with self.database.called(new).connect() as connection:
            rows = connection.execute("select schemaname::text, tablename::text from pg_tables").fetchall()
            missing = self.archive.tables - {(schema, table) for schema, table in rows}
            if missing:
                raise DumpError(f"The restored database lacks the tables {sorted(missing)}. The backup is not usable.")
            connection.execute("analyze")  # or the first queries are planned blindly
            return {(app, name) for app, name in connection.execute("select app, name from django_migrations")}

    def _named(self, suffix: str) -> str:
        room = LONGEST_NAME - len("_restoring_20000101_000000")
        return self.database.name[:room] + suffix


def _drop(connection: psycopg.Connection, name: str) -> None:
    connection.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))
