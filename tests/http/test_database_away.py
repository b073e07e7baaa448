"""A database that is away, or that chose us as the victim of a deadlock."""

from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from django.db import IntegrityError, OperationalError, connection
from django.test import Client

from helpdesk.api.desk import views
from helpdesk.http.database import TRIES, is_away, run_with_retries
from helpdesk.lib.errors import Unavailable
from tests.cast import Api
from tickets.actions import create_ticket

GOOD = {"subject": "s", "body": "b", "email": "a@x.example"}


@pytest.fixture
def away(transactional_db: None) -> Any:
    """No server answers where ours should be."""
    connection.close()
    kept = connection.settings_dict  # shared by the connections of all threads: replaced here, never changed
    connection.settings_dict = {**kept, "HOST": "127.0.0.1", "PORT": "1"}
    yield
    connection.close()
    connection.settings_dict = kept


def test_this_process_lives_but_is_not_ready(away: Any) -> None:
    browser = Client()
    assert (browser.get("/livez").status_code, browser.get("/healthz").status_code) == (200, 200)
    answer = browser.get("/readyz")
    assert (answer.status_code, answer.content) == (500, b'{"ok": false, "error": "db"}')


@pytest.mark.parametrize(("method", "body"), [("GET", None), ("POST", GOOD)])
def test_a_contract_answers_503_in_its_own_shape(away: Any, method: str, body: Any) -> None:
    answer = Api("tl_live_" + "x" * 40)(method, "tickets", body)
    assert (answer.status_code, answer.json()["error"]) == (503, "The database is busy or away")
    assert int(answer["Retry-After"]) >= 1


def test_everything_works_again_when_it_is_back(db: None) -> None:
    assert Client().get("/readyz").json() == {"ok": True}


def test_a_connection_that_died_is_replaced(transactional_db: None) -> None:
    connection.ensure_connection()
    backend = connection.connection.info.backend_pid
    with psycopg.connect(**{**connection.get_connection_params(), "cursor_factory": None}, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [backend])

    def work() -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return cursor.fetchone()[0]

    with pytest.raises(Unavailable):
        run_with_retries(work)
    assert run_with_retries(work) == 1


def failing(cause: type[psycopg.Error], *, times: int) -> Callable[[], str]:
    """Work that fails so many times, then succeeds."""
    left = [times]

    def work() -> str:
        if left[0]:
            left[0] -= 1
            raise OperationalError from cause()
        return "done"

    return work


@pytest.mark.parametrize("cause", [psycopg.errors.DeadlockDetected, psycopg.errors.SerializationFailure])
def test_the_victim_of_a_deadlock_tries_again(cause: type[psycopg.Error]) -> None:
    assert run_with_retries(failing(cause, times=TRIES - 1)) == "done"
    with pytest.raises(Unavailable) as refused:
        run_with_retries(failing(cause, times=TRIES))
    assert refused.value.retry_after >= 1


@pytest.mark.parametrize(
    ("cause", "away"),
    [
        (psycopg.OperationalError, True),
        (psycopg.errors.AdminShutdown, True),
        (psycopg.errors.CannotConnectNow, True),
        (psycopg.errors.TooManyConnections, True),
        (psycopg.errors.ConnectionFailure, True),
        (psycopg.errors.QueryCanceled, True),
        (psycopg.errors.LockNotAvailable, False),
        (psycopg.errors.DeadlockDetected, False),
    ],
)
def test_a_failed_connection_is_told_from_a_failed_statement(cause: type[psycopg.Error], away: bool) -> None:
    error = OperationalError()
    error.__cause__ = cause()
    assert is_away(error) is away


def test_a_broken_rule_is_neither(db: None) -> None:
    def work() -> None:
        raise IntegrityError from psycopg.errors.UniqueViolation()

    with pytest.raises(IntegrityError):
        run_with_retries(work)


def test_a_write_that_was_a_victim_is_done_once(desk: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[int] = []

    def unlucky(**given: Any) -> Any:
        made = create_ticket(**given)
        calls.append(made.number)
        if len(calls) == 1:
            raise OperationalError from psycopg.errors.DeadlockDetected()
        return made

    monkeypatch.setattr(views, "create_ticket", unlucky)
    answer = desk("POST", "tickets", GOOD)
    assert (answer.status_code, calls) == (201, [1, 1])
    assert len(desk("GET", "tickets").json()["tickets"]) == 1


def test_an_unexpected_failure_tells_nothing(desk: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**given: Any) -> Any:
        raise RuntimeError("S3cret detail")

    monkeypatch.setattr(views, "create_ticket", broken)
    answer = desk("POST", "tickets", GOOD)
    assert (answer.status_code, answer.json()["error"]) == (500, "Internal server error")
    assert b"S3cret" not in answer.content
