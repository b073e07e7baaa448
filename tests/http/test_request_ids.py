"""Every answer carries the id under which the logs know it."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import orjson
import pytest
from django.test import Client

from helpdesk.lib import logs


def test_a_plain_id_of_the_callers_comes_back() -> None:
    assert Client().get("/livez", headers={"X-Request-ID": "order-42.retry_1"})["X-Request-ID"] == "order-42.retry_1"


@pytest.mark.parametrize("given", ["short", "x" * 65, "with space", "a\tb\tc\td\te", "<script>alert(1)</script>", ""])
def test_anything_else_is_replaced(given: str) -> None:
    answered = Client().get("/livez", headers={"X-Request-ID": given})["X-Request-ID"]
    assert answered != given
    assert len(answered) == 32


@pytest.fixture
def lines(capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture) -> Iterator[Callable[[], list[Any]]]:
    """What was logged about requests since the last look."""

    def read() -> list[Any]:
        return [orjson.loads(line) for line in capfd.readouterr().err.splitlines() if line.startswith("{")]

    with caplog.at_level("INFO", logger="request"):
        yield read


def test_each_request_is_one_log_line(lines: Callable[[], list[Any]]) -> None:
    answer = Client().get("/livez")
    (line,) = lines()
    assert (line["method"], line["path"], line["status"]) == ("GET", "/livez", 200)
    assert line["request_id"] == answer["X-Request-ID"]
    assert (line["event"], line["logger"], line["level"]) == ("request", "request", "info")


def test_the_log_line_names_the_path_but_never_the_query(lines: Callable[[], list[Any]]) -> None:
    Client().get("/livez?t=S3cret", headers={"Authorization": "Bearer S3cret"})
    (line,) = lines()
    assert line["path"] == "/livez"
    assert "S3cret" not in str(line)


def test_the_level_may_leave_the_line_out(lines: Callable[[], list[Any]], caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("WARNING", logger="request"):
        Client().get("/livez")
    assert not lines()


def test_a_log_that_cannot_be_written_fails_nobodys_request(monkeypatch: pytest.MonkeyPatch, lines: object) -> None:
    closed = os.open(os.devnull, os.O_RDONLY)
    monkeypatch.setattr(logs, "STANDARD_ERROR", closed)
    assert Client().get("/livez").status_code == 200
    os.close(closed)


def test_a_host_name_that_is_not_ours_is_refused_except_by_the_probes(client: Client) -> None:
    assert client.get("/sign-in", headers={"Host": "evil.example"}).status_code == 400
    assert client.get("/livez", headers={"Host": "10.0.0.7"}).status_code == 200
