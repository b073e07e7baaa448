"""A backup is complete or not there; a restore exchanges the database or leaves it alone."""

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from helpdesk.lib.dumps import Database, DumpError, Restoring, read_archive, write_backup
from helpdesk.lib.dumps.tools import tool
from helpdesk.lib.postgres import Connection, EmbeddedPostgres
from tests.lib.postgres.conftest import ROOT, eventually, new_directory


@pytest.fixture(scope="module")
def connection() -> Iterator[Connection]:
    home = new_directory()
    server = EmbeddedPostgres(home)
    with server.attach():
        yield server.connection
    shutil.rmtree(home)


@pytest.fixture
def database(connection: Connection) -> Iterator[Database]:
    """A small database of the product's kind, made anew for the test; all others are dropped afterwards."""
    database = Database.of(
        {"host": connection.host, "port": connection.port, "user": connection.user, "passfile": connection.passfile}
        | {"dbname": "acme", "options": "-c statement_timeout=1", "cursor_factory": None}
    )
    with database.called("postgres").connect() as maintenance:
        maintenance.execute("create database acme")
    with database.connect() as link:
        link.execute("create table django_migrations (id serial, app text, name text)")
        link.execute("insert into django_migrations (app, name) values ('tickets', '0001_initial')")
        link.execute("create table ticket (id int primary key, subject text)")
        link.execute("insert into ticket select n, 'subject ' || n from generate_series(1, 5000) n")
    yield database
    with database.called("postgres").connect() as maintenance:
        for name in names(database):
            maintenance.execute(f'drop database "{name}" with (force)')


def names(database: Database) -> list[str]:
    with database.called("postgres").connect() as link:
        rows = link.execute("select datname from pg_database where datname like 'acme%' order by 1").fetchall()
    return [name for (name,) in rows]


def tickets(database: Database) -> int:
    with database.connect() as link:
        row = link.execute("select count(*) from ticket").fetchone()
    assert row
    return int(row[0])


def accept(applied: set[tuple[str, str]]) -> None:
    assert applied == {("tickets", "0001_initial")}


def test_what_was_backed_up_comes_back_and_the_previous_database_is_kept(database: Database, tmp_path: Path) -> None:
    archive = write_backup(database, tmp_path / "acme.backup", overwrite=False)
    assert (archive.path.stat().st_mode & 0o777, os.listdir(tmp_path)) == (0o600, ["acme.backup"])
    with database.connect() as link:
        link.execute("delete from ticket where id > 10")
    previous = Restoring(database, archive, force=False).run(accept)
    assert previous
    assert tickets(database) == 5000
    assert tickets(database.called(previous)) == 10
    assert names(database) == ["acme", previous]


def test_a_backup_under_load_is_one_consistent_moment(database: Database, tmp_path: Path) -> None:
    stop = threading.Event()

    def write() -> None:
        with database.connect() as link:
            number = 5000
            while not stop.is_set():
                number += 2
                link.execute("insert into ticket values (%s, 'pair'), (%s, 'pair')", [number, number - 1])

    thread = threading.Thread(target=write)
    thread.start()
    try:
        assert eventually(lambda: tickets(database) > 5000)
        before = tickets(database)
        archive = write_backup(database, tmp_path / "acme.backup", overwrite=False)
    finally:
        stop.set()
        thread.join()
    Restoring(database, archive, force=False).run(accept)
    assert before <= tickets(database)
    assert tickets(database) % 2 == 0


def test_a_file_is_replaced_only_when_asked(database: Database, tmp_path: Path) -> None:
    file = tmp_path / "acme.backup"
    file.write_text("precious")
    with pytest.raises(DumpError, match="exists"):
        write_backup(database, file, overwrite=False)
    assert file.read_text() == "precious"
    write_backup(database, file, overwrite=True)
    assert read_archive(file).tables == {("public", "django_migrations"), ("public", "ticket")}


def test_a_failed_backup_leaves_nothing_behind(database: Database, tmp_path: Path) -> None:
    with pytest.raises(DumpError, match="cannot be reached"):
        write_backup(database.called("globex"), tmp_path / "globex.backup", overwrite=False)
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("damage", ["cut short", "not a backup", "another product's", "missing"])
def test_a_file_that_is_no_whole_backup_is_refused(database: Database, tmp_path: Path, damage: str) -> None:
    file = tmp_path / "acme.backup"
    if damage == "another product's":
        with database.connect() as link:
            link.execute("drop table django_migrations")
        subprocess.run(
            [tool("pg_dump", 16), "--format=custom", f"--file={file}", f"--dbname={database.argument}"], check=True
        )
    elif damage != "missing":
        write_backup(database, file, overwrite=False)
        file.write_bytes(file.read_bytes()[:-2000] if damage == "cut short" else b"GIF89a")
    with pytest.raises(DumpError):
        read_archive(file)


def test_a_restore_refuses_while_somebody_is_connected_and_names_them(database: Database, tmp_path: Path) -> None:
    archive = write_backup(database, tmp_path / "acme.backup", overwrite=False)
    with database.connect() as link:
        pid = link.info.backend_pid
        link.execute("set application_name = 'worker'")
        with pytest.raises(DumpError, match=rf"in use by 1 .*process {pid} \(helpdesk worker\).*--force"):
            Restoring(database, archive, force=False).run(accept)
        assert link.execute("select 1").fetchone() == (1,)
    assert names(database) == ["acme"]


def test_a_forced_restore_gets_through_though_others_keep_coming_back(database: Database, tmp_path: Path) -> None:
    archive = write_backup(database, tmp_path / "acme.backup", overwrite=False)
    stop = threading.Event()

    def stay_connected() -> None:
        while not stop.is_set():
            try:
                with database.connect() as link:
                    while not stop.is_set():
                        link.execute("select pg_sleep(0.01)")
            except (DumpError, psycopg.OperationalError):
                continue

    threads = [threading.Thread(target=stay_connected) for _ in range(3)]
    for thread in threads:
        thread.start()
    try:
        previous = Restoring(database, archive, force=True).run(accept)
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    assert names(database) == ["acme", previous]


def test_a_restore_that_is_not_accepted_changes_nothing(database: Database, tmp_path: Path) -> None:
    archive = write_backup(database, tmp_path / "acme.backup", overwrite=False)

    def refuse(applied: set[tuple[str, str]]) -> None:
        raise DumpError("from a newer release")

    with database.connect() as link:
        link.execute("delete from ticket")
    with pytest.raises(DumpError, match="newer release"):
        Restoring(database, archive, force=False).run(refuse)
    assert (names(database), tickets(database)) == (["acme"], 0)


def test_a_database_that_is_gone_is_restored_all_the_same(database: Database, tmp_path: Path) -> None:
    archive = write_backup(database, tmp_path / "acme.backup", overwrite=False)
    with database.called("postgres").connect() as link:
        link.execute("drop database acme")
    assert Restoring(database, archive, force=False).run(accept) is None
    assert tickets(database) == 5000


KILLED_HALFWAY = """
import json, os, signal, sys
from pathlib import Path
from helpdesk.lib.dumps import Database, Restoring, read_archive
def die(applied): os.kill(os.getpid(), signal.SIGKILL)
Restoring(Database(json.loads(sys.argv[1])), read_archive(Path(sys.argv[2])), force=False).run(die)
"""


def test_a_restore_killed_halfway_changes_nothing_and_the_next_one_tidies_up(
    database: Database, tmp_path: Path
) -> None:
    archive = write_backup(database, tmp_path / "acme.backup", overwrite=False)
    parameters = str(dict(database.parameters)).replace("'", '"')
    done = subprocess.run(
        [sys.executable, "-c", KILLED_HALFWAY, parameters, str(archive.path)],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == -signal.SIGKILL
    assert [name.split("_")[:2] for name in names(database)] == [["acme"], ["acme", "restoring"]]
    assert tickets(database) == 5000
    previous = eventually_restored(database, archive.path)
    assert names(database) == ["acme", previous]


def eventually_restored(database: Database, path: Path) -> str | None:
    """The lock of the killed restore goes when the server notices that its connection is closed."""
    previous: list[str | None] = []

    def attempt() -> bool:
        try:
            previous.append(Restoring(database, read_archive(path), force=False).run(accept))
        except DumpError:
            return False
        return True

    assert eventually(attempt)
    return previous[0]


def test_a_program_older_than_the_server_is_not_used() -> None:
    assert "pginstall/" in tool("pg_dump", 16)
    assert "pginstall18/" in tool("pg_dump", 17)
    with pytest.raises(DumpError, match="pg_dump of PostgreSQL 99 or newer"):
        tool("pg_dump", 99)
