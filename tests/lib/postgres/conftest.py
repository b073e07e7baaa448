"""A home per test, copied from one that was made once; whatever a test leaves running is ended by its id."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from helpdesk.lib.postgres import EmbeddedPostgres
from helpdesk.lib.postgres.processes import processes_of, send

ROOT = Path(__file__).resolve().parents[3]
UserProcess = subprocess.Popen[str]
StartUser = Callable[..., UserProcess]


MEMORY = Path("/dev/shm")
ROOM_BYTES = 2_000_000_000


def new_directory() -> Path:
    """A directory with a short path (for the socket), in memory when there is room: 45 MB are copied per test."""
    in_memory = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM_BYTES
    return Path(tempfile.mkdtemp(prefix="hd-", dir=MEMORY if in_memory else None))


def eventually(condition: Callable[[], bool], seconds: float = 30) -> bool:
    """Whether the condition came true; the time is only there to end a failing test."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def postmaster_pid(server: EmbeddedPostgres) -> int:
    """The process id in the server's pid file."""
    return int((server.layout.data / "postmaster.pid").read_text().split("\n", 1)[0])


def keeper_pid(server: EmbeddedPostgres) -> int:
    """The parent of the running server."""
    status = Path(f"/proc/{postmaster_pid(server)}/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("PPid:"))


def kill_everything(server: EmbeddedPostgres) -> None:
    """Kill -9 the keeper, the server and all its processes, and wait until they are gone."""
    keeper = keeper_pid(server)
    os.kill(keeper, signal.SIGSTOP)  # its death would tell the server to stop in order
    for process in processes_of(server.layout):
        with contextlib.suppress(ProcessLookupError):
            os.kill(process.pid, signal.SIGKILL)
    os.kill(keeper, signal.SIGKILL)
    assert eventually(lambda: not processes_of(server.layout))


@pytest.fixture
def empty_home() -> Iterator[Path]:
    """Removed afterwards, with every process of its server ended."""
    home = new_directory()
    yield home
    layout = EmbeddedPostgres(home).layout
    eventually(lambda: not processes_of(layout), 10)
    for process in processes_of(layout):
        send(layout, process, signal.SIGKILL)
    shutil.rmtree(home)


@pytest.fixture(scope="session")
def made_home() -> Iterator[Path]:
    """A home whose server was made and stopped, to copy."""
    home = new_directory()
    EmbeddedPostgres(home).attach().detach()
    yield home
    shutil.rmtree(home)


@pytest.fixture
def server(empty_home: Path, made_home: Path) -> EmbeddedPostgres:
    """A server that is made but not running."""
    subprocess.run(["cp", "-a", str(made_home / "postgres"), str(empty_home)], check=True)
    return EmbeddedPostgres(empty_home)


@pytest.fixture
def start_user() -> Iterator[StartUser]:
    """Start another process that uses the server of a home; `wait=False` does not wait until it is up."""
    started: list[UserProcess] = []

    def start(home: Path, *, wait: bool = True) -> UserProcess:
        process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("user_process.py")), str(home)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            text=True,
        )
        started.append(process)
        if wait:
            assert process.stdout
            assert process.stdout.readline() == "up\n"
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()
