"""The supervisor with real processes: what it starts is restarted, stopped, and never left behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from helpdesk.lib import tether

SUPERVISOR = """
import sys
from helpdesk.lib.supervisor import Child, Supervisor
program, stop_seconds, names = sys.argv[1], float(sys.argv[2]), sys.argv[3:]
children = [Child(name, [sys.executable, "-c", program], env={"CHILD_NAME": name}) for name in names]
sys.exit(Supervisor(children, stop_seconds=stop_seconds).run())
"""
# Appends "name pid [pid of a grandchild]" to the file named by LEDGER.
SIGN_IN = """
import os, signal, subprocess, sys, time
def sign_in(*more):
    with open(os.environ["LEDGER"], "a") as ledger:
        print(os.environ["CHILD_NAME"], os.getpid(), *more, file=ledger)
"""
POLITE = SIGN_IN + "sign_in(); time.sleep(60)"
STUBBORN = SIGN_IN + "signal.signal(signal.SIGTERM, signal.SIG_IGN); sign_in(); time.sleep(60)"
PARENT = SIGN_IN + "sign_in(subprocess.Popen(['sleep', '60']).pid); time.sleep(60)"
FAILING = SIGN_IN + "sign_in(); sys.exit(3)"


def until(condition: Callable[[], object], seconds: float = 15.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it never became true"
        time.sleep(0.02)


def is_running(pid: int) -> bool:
    """Whether the process exists and is more than a zombie."""
    try:
        os.kill(pid, 0)
        stat = Path(f"/proc/{pid}/stat").read_text() if sys.platform == "linux" else ") R"
    except (ProcessLookupError, FileNotFoundError):
        return False
    return not stat.rpartition(")")[2].lstrip().startswith("Z")


class Watched:
    """A supervisor in a process of its own, and the ledger its children sign."""

    def __init__(self, ledger: Path) -> None:
        self.ledger = ledger
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, program: str, *names: str, stop_seconds: float = 5.0) -> None:
        command = [sys.executable, "-c", SUPERVISOR, program, str(stop_seconds), *names]
        self.process = subprocess.Popen(command, env={**os.environ, "LEDGER": str(self.ledger)})

    def signed(self) -> list[tuple[str, list[int]]]:
        """Each start so far: the child's name, its pid and those of its own children."""
        if not self.ledger.exists():
            return []
        lines = [line.split() for line in self.ledger.read_text().splitlines()]
        return [(name, [int(pid) for pid in pids]) for name, *pids in lines]

    def pids(self) -> list[int]:
        return [pid for _, pids in self.signed() for pid in pids]

    def signal(self, number: int) -> None:
        assert self.process is not None
        self.process.send_signal(number)

    def wait(self) -> int:
        assert self.process is not None
        return self.process.wait(15)

    def clean_up(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()
        for pid in filter(is_running, self.pids()):
            os.kill(pid, signal.SIGKILL)


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    watched = Watched(tmp_path / "ledger")
    yield watched
    watched.clean_up()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_clean_stop_ends_every_child_with_status_0(watched: Watched, number: int) -> None:
    watched.start(POLITE, "web", "worker")
    until(lambda: len(watched.signed()) == 2)
    assert {name for name, _ in watched.signed()} == {"web", "worker"}
    watched.signal(number)
    assert watched.wait() == 0
    assert not any(map(is_running, watched.pids()))


def test_a_killed_child_is_back_at_once_and_the_other_is_left_alone(watched: Watched) -> None:
    watched.start(POLITE, "web", "worker")
    until(lambda: len(watched.signed()) == 2)
    first = dict(watched.signed())
    os.kill(first["web"][0], signal.SIGKILL)
    until(lambda: len(watched.signed()) == 3)
    name, (pid,) = watched.signed()[-1]
    assert (name, pid != first["web"][0]) == ("web", True)
    assert is_running(pid)
    assert is_running(first["worker"][0])


def test_what_a_killed_child_left_behind_is_ended_before_it_is_back(watched: Watched) -> None:
    watched.start(PARENT, "web")
    until(lambda: len(watched.signed()) == 1)
    child, grandchild = watched.pids()
    os.kill(child, signal.SIGKILL)
    until(lambda: len(watched.signed()) == 2)
    until(lambda: not is_running(grandchild))


def test_nothing_of_a_childs_session_survives_the_stop(watched: Watched) -> None:
    watched.start(PARENT, "web")
    until(lambda: len(watched.signed()) == 1)
    watched.signal(signal.SIGTERM)
    assert watched.wait() == 0
    until(lambda: not any(map(is_running, watched.pids())))


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the tether watches, see below")
def test_children_die_with_a_supervisor_that_is_killed(watched: Watched) -> None:
    watched.start(STUBBORN, "web", "worker")
    until(lambda: len(watched.signed()) == 2)
    watched.signal(signal.SIGKILL)
    watched.wait()
    until(lambda: not any(map(is_running, watched.pids())))


def test_a_child_that_ignores_the_stop_is_killed_and_the_status_says_so(watched: Watched) -> None:
    watched.start(STUBBORN, "web", stop_seconds=0.5)
    until(lambda: len(watched.signed()) == 1)
    watched.signal(signal.SIGTERM)
    assert watched.wait() == 1
    assert not any(map(is_running, watched.pids()))


def test_a_second_ctrl_c_does_not_wait(watched: Watched) -> None:
    watched.start(STUBBORN, "web", stop_seconds=60)
    until(lambda: len(watched.signed()) == 1)
    watched.signal(signal.SIGINT)
    time.sleep(0.3)
    assert is_running(watched.pids()[0])
    watched.signal(signal.SIGINT)
    assert watched.wait() == 1
    assert not any(map(is_running, watched.pids()))


def test_a_second_sigterm_still_waits(watched: Watched) -> None:
    watched.start(STUBBORN, "web", stop_seconds=60)
    until(lambda: len(watched.signed()) == 1)
    for _ in range(2):
        watched.signal(signal.SIGTERM)
        time.sleep(0.2)
    assert is_running(watched.pids()[0])


def test_a_child_that_keeps_failing_is_given_longer_pauses(watched: Watched) -> None:
    watched.start(FAILING, "web")
    until(lambda: len(watched.signed()) >= 3)
    time.sleep(1.5)
    # Restarted without a pause it would have been there dozens of times.
    assert len(watched.signed()) <= 7
    watched.signal(signal.SIGTERM)
    assert watched.wait() == 0


HOOKED = """
import sys, threading
from helpdesk.lib.supervisor import Child, Supervisor
supervisor = Supervisor([Child("web", [sys.executable, "-c", sys.argv[1]], env={"CHILD_NAME": "web"})])
ticks = []
def tick():
    ticks.append(supervisor.stopping)
    if len(ticks) == 5 and sys.argv[2] == "fail":
        raise RuntimeError("the database is gone")
    if len(ticks) == 5:
        threading.Thread(target=supervisor.stop).start()
sys.exit(supervisor.run(while_running=tick))
"""


@pytest.mark.parametrize(("ending", "status", "said"), [("stop", 0, b""), ("fail", 1, b"the database is gone")])
def test_the_hook_is_called_and_may_end_the_run(watched: Watched, ending: str, status: int, said: bytes) -> None:
    command = [sys.executable, "-c", HOOKED, POLITE, ending]
    environment = {**os.environ, "LEDGER": str(watched.ledger)}
    ended = subprocess.run(command, env=environment, capture_output=True, timeout=20, check=False)
    assert ended.returncode == status
    assert said in ended.stderr
    assert not any(map(is_running, watched.pids()))


WATCHING = """
import subprocess, sys
keeper = "import os, sys; from helpdesk.lib import tether; sys.exit(tether.watch(os.getppid(), sys.argv[1:]))"
command = [sys.executable, "-c", keeper, sys.executable, "-c", sys.argv[1]]
sys.exit(subprocess.run(command, start_new_session=True).returncode)
"""


def start_watching(watched: Watched, program: str) -> None:
    environment = {**os.environ, "LEDGER": str(watched.ledger), "CHILD_NAME": "web"}
    watched.process = subprocess.Popen([sys.executable, "-c", WATCHING, program, "watch"], env=environment)
    until(lambda: len(watched.signed()) == 1)


def test_without_help_from_the_kernel_the_tether_watches_the_parent(watched: Watched) -> None:
    start_watching(watched, STUBBORN)
    watched.signal(signal.SIGKILL)
    watched.wait()
    until(lambda: not is_running(watched.pids()[0]))


def test_a_watching_tether_passes_on_the_status_of_its_command(watched: Watched) -> None:
    start_watching(watched, FAILING)
    assert watched.wait() == 3


def test_a_tether_whose_parent_is_already_gone_does_not_start_the_command(watched: Watched) -> None:
    command = [sys.executable, "-I", "-S", tether.__file__, "1", "touch", str(watched.ledger)]
    assert subprocess.run(command, timeout=10, check=False).returncode == 1
    assert not watched.ledger.exists()
