"""Who starts the server, who joins it, and who stops it."""

import os
import signal
import threading

import psycopg

from helpdesk.lib.postgres import EmbeddedPostgres
from helpdesk.lib.postgres.processes import processes_of
from tests.lib.postgres.conftest import StartUser, eventually, keeper_pid, postmaster_pid


def test_the_server_runs_while_somebody_is_attached_and_not_a_moment_longer(server: EmbeddedPostgres) -> None:
    assert not server.is_ready()
    with server.attach():
        assert server.is_ready()
        with psycopg.connect(server.connection.dsn()) as connection:
            assert connection.execute("select current_user::text").fetchone() == ("helpdesk",)
    assert not server.is_ready()
    assert processes_of(server.layout) == []


def test_the_last_to_leave_stops_the_server(server: EmbeddedPostgres) -> None:
    first, second = server.attach(), EmbeddedPostgres(server.layout.home).attach()
    pid = postmaster_pid(server)
    first.detach()
    first.detach()  # leaving twice is harmless
    assert server.is_ready()
    assert postmaster_pid(server) == pid
    second.detach()
    assert not server.is_ready()


def test_leaving_and_coming_back_at_once_finds_a_running_server(server: EmbeddedPostgres) -> None:
    for _ in range(3):
        with server.attach():
            assert server.is_ready()


def test_starters_at_the_same_moment_share_one_server(server: EmbeddedPostgres, start_user: StartUser) -> None:
    users = [start_user(server.layout.home, wait=False) for _ in range(3)]
    assert [user.stdout.readline() for user in users if user.stdout] == ["up\n"] * 3
    assert len([process for process in processes_of(server.layout) if process.is_postmaster]) == 1
    for user in users:
        user.communicate()
        assert user.returncode == 0
    assert not server.is_ready()


def test_the_server_stays_when_its_starter_leaves_before_the_others(
    server: EmbeddedPostgres, start_user: StartUser
) -> None:
    starter = start_user(server.layout.home)
    with server.attach():
        pid = postmaster_pid(server)
        starter.communicate()
        assert starter.returncode == 0
        assert server.is_ready()
        assert postmaster_pid(server) == pid


def test_a_killed_starter_takes_the_server_with_it(server: EmbeddedPostgres, start_user: StartUser) -> None:
    starter = start_user(server.layout.home)
    assert server.is_ready()
    starter.kill()
    assert eventually(lambda: not processes_of(server.layout))


def test_a_server_started_in_a_thread_outlives_the_thread(server: EmbeddedPostgres) -> None:
    attachments = []
    thread = threading.Thread(target=lambda: attachments.append(server.attach()))
    thread.start()
    thread.join()
    assert server.is_ready()
    attachments[0].detach()
    assert not server.is_ready()


def test_signals_for_everybody_leave_the_server_to_those_who_still_use_it(server: EmbeddedPostgres) -> None:
    with server.attach():
        keeper = keeper_pid(server)
        assert os.getsid(keeper) != os.getsid(0)  # Ctrl-C in the terminal does not reach it
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            os.kill(keeper, number)
        with psycopg.connect(server.connection.dsn()) as connection:
            assert connection.execute("select 1").fetchone() == (1,)
        assert keeper_pid(server) == keeper
