"""The data directory: made in one step or not at all, kept when it is not ours to touch, reachable at any depth."""

import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from helpdesk.lib.postgres import EmbeddedPostgres, PostgresError
from helpdesk.lib.postgres.cluster import UNFINISHED
from helpdesk.lib.postgres.layout import LONGEST_SOCKET_PATH, Layout
from tests.lib.postgres.conftest import StartUser, eventually, new_directory


def test_a_start_killed_while_making_the_data_directory_is_made_up_for(empty_home: Path, start_user: StartUser) -> None:
    server = EmbeddedPostgres(empty_home)
    user = start_user(empty_home, wait=False)
    assert eventually(lambda: any(server.layout.base.glob(f"{UNFINISHED}*/base/1/*")))
    keeper = next(
        int(entry.name)
        for entry in Path("/proc").iterdir()
        if entry.name.isdigit()
        and str(empty_home).encode() in (entry / "cmdline").read_bytes().split(b"\0")
        and b"helpdesk.lib.postgres.keeper" in (entry / "cmdline").read_bytes()
    )
    os.kill(keeper, signal.SIGKILL)
    user.kill()
    assert not server.layout.data.exists()
    with server.attach(), psycopg.connect(server.connection.dsn()) as connection:
        assert connection.execute("select current_database()::text").fetchone() == ("helpdesk",)
    assert list(server.layout.base.glob(f"{UNFINISHED}*")) == []


def test_a_data_directory_of_another_version_is_left_alone_with_advice(server: EmbeddedPostgres) -> None:
    version = server.layout.data / "PG_VERSION"
    version.write_text("15\n")
    with pytest.raises(PostgresError, match=r"made by PostgreSQL 15.*backup"):
        server.attach()
    assert version.read_text() == "15\n"


def test_a_directory_with_something_else_in_it_is_left_alone(empty_home: Path) -> None:
    data = empty_home / "postgres" / "data"
    data.mkdir(parents=True)
    (data / "thesis.txt").write_text("years of work")
    with pytest.raises(PostgresError, match="Move it away"):
        EmbeddedPostgres(empty_home).attach()
    assert (data / "thesis.txt").read_text() == "years of work"


@pytest.mark.parametrize("lost", ["passfile", "superuser.passfile"])
def test_lost_passwords_are_replaced(server: EmbeddedPostgres, lost: str) -> None:
    (server.layout.base / lost).unlink()
    superuser = server.connection.dsn("postgres").replace("'helpdesk'", "'postgres'")
    with server.attach():
        psycopg.connect(server.connection.dsn()).close()
        psycopg.connect(superuser.replace("passfile'", "superuser.passfile'")).close()


def test_a_server_that_cannot_start_says_why(server: EmbeddedPostgres) -> None:
    with (server.layout.data / "postgresql.conf").open("a") as file:
        file.write("max_connections = many\n")
    with pytest.raises(PostgresError, match="max_connections"):
        server.attach()


@pytest.fixture
def deep_home() -> Iterator[Path]:
    top = Path(new_directory())
    home = top / ("very-long-name-" * 8) / 'a, b\'s "home"'
    home.mkdir(parents=True)
    yield home
    shutil.rmtree(top)


def test_a_home_too_deep_for_a_socket_gets_a_short_private_one(deep_home: Path) -> None:
    server = EmbeddedPostgres(deep_home)
    with server.attach():
        psycopg.connect(server.connection.dsn()).close()
        assert not Path(server.connection.host).is_relative_to(deep_home)
        assert server.layout.socket_base.stat().st_uid == os.geteuid()
        assert server.layout.socket_base.stat().st_mode & 0o077 == 0
    shutil.rmtree(server.layout.socket_base)


def test_the_layout_needs_no_disk_and_two_spellings_of_a_home_are_one(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "home")
    assert Layout.of(tmp_path / "link") == Layout.of(tmp_path / "x" / ".." / "home")
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize("length", range(60, 120))
def test_the_socket_path_always_fits(length: int) -> None:
    layout = Layout.of(Path("/" + "h" * length))
    assert len(str(layout.run / ".s.PGSQL.5432")) <= LONGEST_SOCKET_PATH
