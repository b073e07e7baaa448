"""manage.py worker: a real one, on the test's database."""

import base64
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection

from helpdesk.events.unit import unit_of_work
from tickets.actions import add_comment
from tickets.models import OutboundMail, SearchEntry, Ticket

Start = Callable[[], subprocess.Popen[str]]


def database_url() -> str:
    """The test's database, for another process."""
    known = connection.settings_dict
    login = quote(known["USER"], safe="") + (":" + quote(known["PASSWORD"], safe="") if known.get("PASSWORD") else "")
    passfile = known["OPTIONS"].get("passfile")
    options = f"?passfile={quote(str(passfile), safe='')}" if passfile else ""
    return f"postgresql://{login}@{quote(known['HOST'], safe='')}:{known['PORT']}/{known['NAME']}{options}"


@pytest.fixture
def start(transactional_db: None, tmp_path: Path) -> Iterator[Start]:
    """Start workers; none outlives the test."""
    run("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")
    started: list[subprocess.Popen[str]] = []
    environment = dict(os.environ) | {
        "HELPDESK_MODE": "demo",
        "HELPDESK_HOME": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "helpdesk.settings",
        "DATABASE_URL": database_url(),
        "SECRETS_KEY": base64.urlsafe_b64encode(settings.SECRETS_KEYS[0]).decode(),
        "LOG_LEVEL": "WARNING",
    }

    def begin() -> subprocess.Popen[str]:
        command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "worker"]
        started.append(
            subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        )
        return started[-1]

    yield begin
    for worker in started:
        if worker.poll() is None:
            worker.kill()
        worker.communicate(timeout=20)
    run("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")


def run(sql: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall() if cursor.description else []


def wait_until(true: Callable[[], object], worker: subprocess.Popen[str]) -> None:
    """Look again and again, for up to a minute."""
    deadline = time.monotonic() + 60
    while not true():
        assert worker.poll() is None, worker.communicate()[0]
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.1)


def jobs_left() -> int:
    """Jobs that events left, done or not; what comes by the clock does not count."""
    return len(run("SELECT id FROM procrastinate_jobs WHERE queue_name <> 'recurring'"))


def test_what_happened_is_worked_off_and_a_stop_is_clean(start: Start, ticket: Ticket) -> None:
    assert jobs_left()
    worker = start()
    wait_until(lambda: jobs_left() == 0, worker)
    assert SearchEntry._base_manager.get().ticket_id == ticket.pk
    assert OutboundMail._base_manager.get().kind == "confirmation"
    worker.send_signal(signal.SIGTERM)
    output, _ = worker.communicate(timeout=40)
    assert worker.returncode == 0, output
    assert run("SELECT id FROM procrastinate_workers") == []


def test_jobs_of_a_worker_that_was_killed_are_done_by_the_next(start: Start, ticket: Ticket, as_carol) -> None:
    run("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 minute')")
    run("UPDATE procrastinate_jobs SET status = 'doing', worker_id = (SELECT max(id) FROM procrastinate_workers)")
    worker = start()
    with unit_of_work():
        add_comment(ticket, actor=as_carol, body="Hello?")
    wait_until(lambda: jobs_left() == 0, worker)
    assert OutboundMail._base_manager.filter(kind="confirmation").count() == 1


@pytest.mark.slow
def test_a_worker_survives_its_connections(start: Start, ticket: Ticket, as_carol) -> None:
    worker = start()
    wait_until(lambda: jobs_left() == 0, worker)
    run("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()")  # fmt: skip
    for _ in range(3):
        with unit_of_work():
            add_comment(ticket, actor=as_carol, body="Hello?")
    if worker.poll() is not None:  # its supervisor would start it again
        worker = start()
    try:
        wait_until(lambda: jobs_left() == 0, worker)
    except AssertionError:
        assert worker.poll() is not None
        worker = start()
        wait_until(lambda: jobs_left() == 0, worker)
    assert ticket.comments.count() == 3
