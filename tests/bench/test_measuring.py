"""Driving a real server, and the arithmetic of what comes back."""

from argparse import ArgumentTypeError
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from helpdesk.bench.driver import drive
from helpdesk.bench.measuring import Side, Tally, alternate, driving, ratio
from helpdesk.bench.processes import Server
from helpdesk.bench.report import table
from helpdesk.bench.requests import Request
from helpdesk.management.commands.bench import row_names
from tests.door.conftest import Serve, serve  # noqa: F401


def tally(*rates: float) -> Tally:
    found = Tally()
    for rate in rates:
        found.add({"seconds": 0.5, "milliseconds": [1.0] * int(rate / 2), "errors": {}})
    return found


def test_a_rate_is_requests_by_seconds() -> None:
    assert tally(100, 300).rate == 200


def test_one_disturbed_slice_does_not_move_a_ratio() -> None:
    assert ratio(tally(50, 50, 2), tally(100, 100, 100)) == 0.5


def test_percentiles_are_of_single_requests() -> None:
    found = Tally(milliseconds=[float(number) for number in range(1, 101)])
    assert (found.percentile(50), found.percentile(95)) == (51, 96)
    assert Tally().percentile(95) == 0


def test_a_table_has_a_dash_for_what_was_not_measured() -> None:
    lines = table([{"work": "get", "ratio": 0.5}, {"work": "list pages", "ratio": None}]).splitlines()
    assert lines == ["work        ratio", "get          0.50", "list pages      -"]


def application(seen: Counter[str]) -> Callable[..., list[bytes]]:
    """Counts what it is asked; /missing is 404."""

    def app(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        path = environ["PATH_INFO"]
        seen[path + environ["wsgi.input"].read().decode()] += 1
        start_response("404 Not Found" if path == "/missing" else "200 OK", [("Content-Type", "text/plain")])
        return [b"x" * 300_000 if path == "/large" else b"ok"]

    return app


def test_the_driver_asks_in_turn_and_counts_every_answer(serve: Serve) -> None:  # noqa: F811
    seen: Counter[str] = Counter()
    port = serve(application(seen)).port
    messages = [Request("GET", "/large").message(), Request("POST", "/made", {}, {"é": 1}).message()]
    result = drive({"port": port, "requests": messages, "seconds": 0.2, "connections": 2})
    assert len(result["milliseconds"]) == seen.total() > 1
    assert set(seen) == {"/large", '/made{"é":1}'}
    assert result["errors"] == {}


def test_answers_that_are_no_success_are_errors(serve: Serve) -> None:  # noqa: F811
    port = serve(application(Counter())).port
    result = drive({"port": port, "requests": [Request("GET", "/missing").message()], "seconds": 0.1, "connections": 1})
    assert result["errors"]["404"] == len(result["milliseconds"])


def test_a_server_that_is_not_there_is_an_error_and_no_end_of_the_driver(serve: Serve) -> None:  # noqa: F811
    port = serve(application(Counter())).port
    with driving(connections=2) as driver:
        nobody, somebody = Side(Server(1, 0), [Request("GET", "/")]), Side(Server(port, 0), [Request("GET", "/")])
        failed, done = driver.drive(nobody, 0.1), alternate(driver, [somebody, somebody], 0.1)
    assert failed["errors"]
    assert [found.errors.total() for found in done] == [0, 0]
    assert all(found.rate > 0 for found in done)


@pytest.mark.parametrize("text", ["get,nothing", ""])
def test_unknown_rows_are_refused_by_name(text: str) -> None:
    with pytest.raises(ArgumentTypeError, match="create"):
        row_names(text)
