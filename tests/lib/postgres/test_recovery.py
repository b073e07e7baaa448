"""The server comes back, with its data, whatever was killed and whatever that left behind."""

import contextlib
import os
import signal
import subprocess
import threading
from collections.abc import Iterator
from functools import partial

import psycopg
import pytest

from helpdesk.lib.postgres import EmbeddedPostgres, PostgresError
from helpdesk.lib.postgres.account import become, server_account
from helpdesk.lib.postgres.binaries import clean_environment, program
from helpdesk.lib.postgres.processes import PROC, processes_of
from tests.lib.postgres.conftest import StartUser, eventually, keeper_pid, kill_everything, postmaster_pid


@contextlib.contextmanager
def supervised(server: EmbeddedPostgres) -> Iterator[None]:
    stop = threading.Event()
    thread = threading.Thread(target=server.supervise, args=(stop,))
    thread.start()
    try:
        assert eventually(server.is_ready)
        yield
    finally:
        stop.set()
        thread.join()


def write_row(server: EmbeddedPostgres) -> None:
    with psycopg.connect(server.connection.dsn()) as connection:
        connection.execute("create table kept (id int)")
        connection.execute("insert into kept values (1)")


def rows(server: EmbeddedPostgres) -> list[tuple[int]]:
    with psycopg.connect(server.connection.dsn()) as connection:
        return connection.execute("select id from kept").fetchall()


@pytest.mark.parametrize("whom", ["postmaster", "keeper", "everything"])
def test_a_supervised_server_comes_back_with_its_data(server: EmbeddedPostgres, whom: str) -> None:
    with supervised(server):
        write_row(server)
        old = postmaster_pid(server)
        if whom == "everything":
            kill_everything(server)
        else:
            os.kill(old if whom == "postmaster" else keeper_pid(server), signal.SIGKILL)
        assert eventually(lambda: postmaster_pid_changed(server, old) and server.is_ready())
        assert rows(server) == [(1,)]
    assert not processes_of(server.layout)


def postmaster_pid_changed(server: EmbeddedPostgres, old: int) -> bool:
    with contextlib.suppress(OSError, ValueError):
        return postmaster_pid(server) != old
    return False


def test_other_users_bring_the_server_back_when_its_starter_is_killed_with_it(
    server: EmbeddedPostgres, start_user: StartUser
) -> None:
    starter = start_user(server.layout.home)
    with supervised(server):
        old = postmaster_pid(server)
        starter.kill()
        kill_everything(server)
        assert eventually(lambda: postmaster_pid_changed(server, old) and server.is_ready())


def test_a_backend_too_busy_to_notice_that_its_server_died_is_ended(server: EmbeddedPostgres) -> None:
    attachment = server.attach()
    busy = psycopg.connect(server.connection.dsn())
    pid = busy.info.backend_pid
    thread = threading.Thread(target=lambda: run_until_cut(busy))
    thread.start()
    assert eventually(lambda: is_running(server, pid))
    os.kill(keeper_pid(server), signal.SIGSTOP)  # so that it does not tidy up, either
    keeper, postmaster = keeper_pid(server), postmaster_pid(server)
    os.kill(postmaster, signal.SIGKILL)
    os.kill(keeper, signal.SIGKILL)
    with server.attach():
        assert pid not in [process.pid for process in processes_of(server.layout)]
        assert server.is_ready()
    attachment.detach()
    thread.join()


def run_until_cut(connection: psycopg.Connection) -> None:
    with contextlib.suppress(psycopg.OperationalError):
        connection.execute("do $$ begin loop end loop; end $$")


def is_running(server: EmbeddedPostgres, pid: int) -> bool:
    with psycopg.connect(server.connection.dsn()) as connection:
        row = connection.execute("select state from pg_stat_activity where pid = %s", [pid]).fetchone()
    return row == ("active",)


def leave_pid_file_naming(server: EmbeddedPostgres, pid: int) -> None:
    """Kill the server and put another id in the files it leaves, as after the reuse of its own."""
    attachment = server.attach()
    old = postmaster_pid(server)
    write_row(server)
    kill_everything(server)
    socket_lock = server.layout.run / ".s.PGSQL.5432.lock"
    for path in (server.layout.data / "postmaster.pid", socket_lock):
        path.write_text(path.read_text().replace(str(old), str(pid), 1))
    attachment.detach()


def test_files_of_a_killed_server_are_no_hindrance(server: EmbeddedPostgres) -> None:
    leave_pid_file_naming(server, 999_999_999)
    with server.attach():
        assert rows(server) == [(1,)]


def test_a_pid_file_that_names_a_zombie_is_no_hindrance(server: EmbeddedPostgres) -> None:
    zombie = subprocess.Popen(["true"])
    assert eventually(lambda: "\nState:\tZ" in (PROC / str(zombie.pid) / "status").read_text())
    leave_pid_file_naming(server, zombie.pid)
    with server.attach():
        assert rows(server) == [(1,)]
    zombie.wait()


def test_a_pid_file_that_names_another_program_is_no_hindrance_and_no_harm_to_it(server: EmbeddedPostgres) -> None:
    account = server_account(server.layout.data)
    other = subprocess.Popen(["sleep", "60"], user=account.uid if os.geteuid() == 0 else None)
    try:
        leave_pid_file_naming(server, other.pid)
        with server.attach():
            assert rows(server) == [(1,)]
        assert other.poll() is None
    finally:
        other.kill()
        other.wait()


def test_a_server_started_by_hand_on_our_data_is_not_touched(server: EmbeddedPostgres) -> None:
    account = server_account(server.layout.data)
    by_hand = subprocess.Popen(
        [program("postgres"), "-D", str(server.layout.data), "-h", "", "-k", str(server.layout.run)],
        preexec_fn=partial(become, account, os.getpid()),
        env=clean_environment(),
        stderr=subprocess.DEVNULL,
    )
    try:
        assert eventually(server.is_ready)
        with pytest.raises(PostgresError, match=f"started by hand .process {by_hand.pid}."):
            server.attach()
        assert by_hand.poll() is None
    finally:
        by_hand.send_signal(signal.SIGINT)
        by_hand.wait()
