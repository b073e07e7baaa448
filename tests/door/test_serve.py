"""`manage.py serve` as people run it, with no database anywhere near: it must come up, and back, without one."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import pytest

SERVE = [sys.executable, str(Path(__file__).resolve().parents[2] / "manage.py"), "serve"]


def surroundings(directory: Path) -> dict[str, str]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "helpdesk.settings",
        "HELPDESK_MODE": "demo",
        "LOG_LEVEL": "INFO",
        "HELPDESK_HOME": str(directory),
        "DATABASE_URL": "postgresql://nobody:nothing@127.0.0.1:1/nowhere",
    }


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


class Serving:
    """One `serve` command and what it has logged."""

    def __init__(self, directory: Path, processes: int) -> None:
        self.port = free_port()
        self._log = directory / "serve.log"
        environment = surroundings(directory) | {"WEB_CONCURRENCY": str(processes), "PORT": str(self.port)}
        with self._log.open("ab") as log:
            self.process = subprocess.Popen(SERVE, env=environment, cwd=directory, stderr=log, stdout=log)

    def log(self) -> str:
        return self._log.read_text()

    def children(self) -> list[int]:
        return [int(pid) for pid in re.findall(r"Started web-\d+ as process (\d+)", self.log())]

    def ready(self) -> int:
        """How many processes have begun to serve so far."""
        return len(re.findall(r"Started server process", self.log()))

    def wait_for(self, condition: Callable[[], object]) -> None:
        """Poll until the condition is true; a command that has ended will never make it so."""
        until(lambda: condition() or self.process.poll() is not None)
        assert self.process.poll() is None, self.log()

    def is_alive(self) -> bool:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/livez")
            return connection.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()


def until(condition: Callable[[], object], seconds: float = 30.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it never became true"
        time.sleep(0.05)


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[[int], Serving]]:
    started: list[Serving] = []

    def start_with(processes: int) -> Serving:
        started.append(Serving(tmp_path, processes))
        return started[-1]

    yield start_with
    for serving in started:
        serving.process.kill()
        serving.process.wait()


def test_one_process_serves_and_stops_with_status_0(start: Callable[[int], Serving]) -> None:
    serving = start(1)
    serving.wait_for(serving.is_alive)
    serving.process.send_signal(signal.SIGTERM)
    assert serving.process.wait(20) == 0
    assert all(
        line.startswith("{") for line in serving.log().splitlines() if "livez" in line or "server process" in line
    )


@pytest.mark.slow
def test_several_processes_come_back_after_kill_9_and_go_with_their_parent(start: Callable[[int], Serving]) -> None:
    serving = start(2)
    serving.wait_for(lambda: serving.ready() == 2)
    os.kill(serving.children()[0], signal.SIGKILL)
    assert serving.is_alive()
    serving.wait_for(lambda: serving.ready() == 3)
    assert len(serving.children()) == 3
    serving.process.kill()
    serving.process.wait()
    until(lambda: not any(map(is_running, serving.children())))
    assert not serving.is_alive()


def test_several_processes_stop_together_with_status_0(start: Callable[[int], Serving]) -> None:
    serving = start(2)
    serving.wait_for(lambda: serving.ready() == 2)
    serving.process.send_signal(signal.SIGTERM)
    assert serving.process.wait(20) == 0
    assert not any(map(is_running, serving.children()))


def test_a_port_that_is_taken_is_said_in_a_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        command = [*SERVE, "--port", str(taken.getsockname()[1])]
        environment = surroundings(tmp_path)
        ended = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=30, check=False)
    assert ended.returncode == 1
    assert "Choose another: --port" in ended.stderr
