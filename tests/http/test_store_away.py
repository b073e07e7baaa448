"""The counters in Redis: counted there, and what happens while it is away."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cast import Api
from tests.together import at_once

GOOD = {"subject": "Help", "body": "Please", "email": "ana@customer.example"}


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def use_redis(settings: Any, port: int) -> None:
    """Count at this port."""
    settings.RATELIMIT_ENABLE = True
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": f"redis://127.0.0.1:{port}/0",
            "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1},
        }
    }


def test_a_creating_call_is_refused_for_now_and_nothing_is_made(desk: Api, acme: Any, settings: Any) -> None:
    use_redis(settings, free_port())
    answer = desk("POST", "tickets", GOOD)
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert "error" in answer.json()
    assert not acme.tickets.exists()


def test_other_calls_are_counted_in_this_process_up_to_the_same_limit(desk: Api, settings: Any) -> None:
    use_redis(settings, free_port())
    statuses = [desk("GET", "stats").status_code for _ in range(101)]
    # The window may turn in between, never later than after a full hundred.
    assert set(statuses) <= {200, 429}
    assert statuses[:50] == [200] * 50
    assert statuses.count(200) >= 100


@pytest.fixture
def redis_port(tmp_path: Path) -> Iterator[int]:
    """A real Redis server of our own."""
    program, port = shutil.which("redis-server"), free_port()
    assert program, "the slow journeys need Debian's redis-server, which .ci/run installs"
    command = [program, "--port", str(port), "--bind", "127.0.0.1", "--dir", str(tmp_path), "--save", ""]
    with (tmp_path / "redis.log").open("wb") as log:
        server = subprocess.Popen(command, stdout=log)
    try:
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield port
    finally:
        server.terminate()
        server.wait(10)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_redis_counts_exactly_under_parallel_calls(desk: Api, acme: Any, settings: Any, redis_port: int) -> None:
    use_redis(settings, redis_port)
    answers = at_once(30, lambda _index: [desk("POST", "tickets", GOOD).status_code for _ in range(2)])
    statuses = [status for pair in answers for status in pair]
    assert statuses.count(201) in {50, 60}, "sixty only when the minute turned in between"
    assert set(statuses) <= {201, 429}
