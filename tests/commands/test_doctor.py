"""manage.py doctor: ok, or how to mend it."""

import io
import socket
import time
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection

from helpdesk.doctor import CHECKS, Ailing, run_check
from helpdesk.files.local import LocalStore
from tests.files.s3 import free_port, s3_server, use_store


def examine() -> tuple[int, dict[str, tuple[bool, str]]]:
    """Exit status, and what was found of each part."""
    said, status = io.StringIO(), 0
    try:
        call_command("doctor", stdout=said, no_color=True)
    except SystemExit as end:
        status = int(end.code or 0)
    lines = [line.split(maxsplit=2) for line in said.getvalue().splitlines()]
    return status, {part: (mark == "ok", text) for mark, part, text in lines}


def run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def test_a_healthy_installation_is_ok(db: None) -> None:
    run("DELETE FROM procrastinate_jobs")
    run("INSERT INTO procrastinate_workers DEFAULT VALUES")
    status, found = examine()
    assert status == 0, found
    assert list(found) == list(CHECKS)


def test_without_a_worker_it_says_how_to_start_one(db: None) -> None:
    run("DELETE FROM procrastinate_workers")
    status, found = examine()
    assert (status, found["queue"][0]) == (1, False)
    assert "manage.py worker" in found["queue"][1]


def test_jobs_given_up_are_told(db: None) -> None:
    run("DELETE FROM procrastinate_jobs")
    run("INSERT INTO procrastinate_workers DEFAULT VALUES")
    run("INSERT INTO procrastinate_jobs (queue_name, task_name, args, status) VALUES ('q', 't', '{}', 'failed')")
    assert "1 jobs were given up" in run_check("queue", CHECKS["queue"]).text


def test_a_job_that_waits_long_is_told(db: None) -> None:
    run("INSERT INTO procrastinate_workers DEFAULT VALUES")
    run("INSERT INTO procrastinate_jobs (queue_name, task_name, args) VALUES ('q', 't', '{}')")
    run("UPDATE procrastinate_events SET at = now() - interval '10 minutes'")
    assert "the oldest for 10 minutes" in run_check("queue", CHECKS["queue"]).text


def test_a_job_for_later_waits_for_nobody(db: None) -> None:
    run("DELETE FROM procrastinate_jobs")
    run("INSERT INTO procrastinate_workers DEFAULT VALUES")
    run("INSERT INTO procrastinate_jobs (queue_name, task_name, args, scheduled_at)"
        " VALUES ('q', 't', '{}', now() + interval '1 day')")  # fmt: skip
    run("UPDATE procrastinate_events SET at = now() - interval '10 minutes'")
    assert run_check("queue", CHECKS["queue"]).ok


def test_an_old_schema_is_told(db: None) -> None:
    run("DELETE FROM django_migrations WHERE app = 'tickets'")
    assert "manage.py migrate" in run_check("database", CHECKS["database"]).text


def test_a_careless_database_is_told(db: None) -> None:
    run("SET LOCAL synchronous_commit = off")
    found = run_check("database", CHECKS["database"])
    assert (found.ok, "synchronous_commit is off" in found.text) == (False, True)


def files_now() -> tuple[bool, str]:
    """What is found of the store."""
    found = run_check("files", CHECKS["files"])
    assert not any(word in found.text for word in ("key:", ":secret", "hidden"))
    assert len(found.text.splitlines()) == 1
    return found.ok, found.text


def test_files_on_disk_are_tried_out_and_nothing_is_left(settings: Any, tmp_path: Path) -> None:
    settings.HELPDESK_HOME = tmp_path
    assert files_now() == (True, "kept on disk; written, read and deleted one")
    assert not [path for path in (tmp_path / "files").rglob("*") if path.is_file()]


def test_a_disk_that_takes_no_file_is_told(settings: Any, tmp_path: Path) -> None:
    settings.HELPDESK_HOME = tmp_path
    (tmp_path / "files").write_text("in the way")
    ok, text = files_now()
    assert not ok
    assert "HELPDESK_HOME/files does not let us write (" in text


def test_a_store_that_keeps_nothing_is_told(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.HELPDESK_HOME = tmp_path
    monkeypatch.setattr(LocalStore, "put", lambda *_: None)
    ok, text = files_now()
    assert (ok, "did not keep what it took" in text) == (False, True)


def test_a_store_that_does_not_answer_is_told(settings: Any) -> None:
    port = free_port()
    use_store(settings, f"s3+http://key:secret@127.0.0.1:{port}/helpdesk")
    ok, text = files_now()
    assert not ok
    assert text.startswith(f"The bucket helpdesk at http://127.0.0.1:{port} (FILES_URL) does not let us write (")
    assert "see that it runs" in text


def test_a_bucket_is_tried_out_and_one_that_is_not_there_is_told(settings: Any, tmp_path: Path) -> None:
    with s3_server(tmp_path) as server:
        use_store(settings, server.address)
        ok, text = files_now()
        assert ok, text
        assert not [path for path in (tmp_path / "helpdesk").rglob("*") if path.is_file()]
        use_store(settings, server.address.replace("/helpdesk/", "/nowhere/"))
        ok, text = files_now()
        assert (ok, "make the bucket" in text) == (False, True), text
        use_store(settings, server.address.replace("key:secret", "key:hidden"))
        ok, text = files_now()
        assert (ok, "correct key and secret" in text) == (False, True), text


def test_a_mail_server_that_does_not_answer_is_told(settings: Any) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", nobody.getsockname()[1]
        found = run_check("mail", CHECKS["mail"])
    assert (found.ok, "EMAIL_URL" in found.text) == (False, True)


def test_a_clock_that_is_off_is_told(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    now = time.time()
    monkeypatch.setattr("helpdesk.doctor.time.time", lambda: now + 60)
    assert "differ by" in run_check("clock", CHECKS["clock"]).text


def test_in_production_nothing_is_left_that_no_setting_can_mend(settings: Any) -> None:
    settings.PRODUCTION = True
    settings.SECRET_KEY = "k3y" * 30 + "0123456789"
    settings.SECURE_HSTS_SECONDS = 3600
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    found = run_check("settings", CHECKS["settings"])
    assert found.ok, found.text
    settings.SESSION_COOKIE_SECURE = False
    assert "SESSION_COOKIE_SECURE" in run_check("settings", CHECKS["settings"]).text


@pytest.mark.parametrize("error", [OperationalError("first line\nsecond line"), OSError(), Ailing("first line")])
def test_a_check_that_fails_is_one_line(error: Exception) -> None:
    def check() -> str:
        raise error

    found = run_check("part", check)
    assert (found.ok, len(found.text.splitlines())) == (False, 1)
