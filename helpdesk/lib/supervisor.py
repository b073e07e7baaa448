"""A small foreground supervisor: starts processes, restarts the dead, stops all of them, leaves nothing behind."""

import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from helpdesk.lib import tether

logger = logging.getLogger("helpdesk.supervisor")

TICK_SECONDS = 0.1
# A child that ended sooner than this after its start counts as failing to start, and is given longer and longer pauses.
SHORT_LIFE_SECONDS = 3.0
FIRST_PAUSE_SECONDS = 0.25
LONGEST_PAUSE_SECONDS = 5.0


@dataclass(frozen=True)
class Child:
    """A command to keep running. `env` is added to our own environment; `pass_fds` stay open in it."""

    name: str
    argv: Sequence[str]
    env: Mapping[str, str] | None = None
    pass_fds: Sequence[int] = ()


class Supervisor:
    """Keeps its children running until SIGINT, SIGTERM, SIGHUP or `stop()`.

    Each child leads a session of its own (a Ctrl-C reaches only us, and what it leaves behind can be found) and is
    killed by the kernel when the thread in `run()` ends for whatever reason, kill -9 included.
    """

    def __init__(self, children: Sequence[Child], stop_seconds: float = 30.0) -> None:
        self._running = [_Running(child) for child in children]
        self._stop_seconds = stop_seconds
        self._stopping = False
        self._hurry = False

    @property
    def stopping(self) -> bool:
        """Whether the stop has begun."""
        return self._stopping

    def stop(self) -> None:
        """Begin the stop. May be called from any thread, more than once."""
        self._stopping = True

    def run(self, while_running: Callable[[], None] | None = None) -> int:
        """Supervise until told to stop; main thread only. `while_running` is called about ten times a second.

        Returns 0 when every child ended by itself after SIGTERM, 1 when one had to be killed. An exception from
        `while_running` stops the children and is raised again.
        """
        before = {number: signal.signal(number, self._on_signal) for number in self._signals()}
        try:
            while not self._stopping:
                for running in self._running:
                    running.keep_alive()
                if while_running is not None:
                    while_running()
                time.sleep(TICK_SECONDS)
        finally:
            self._stopping = True
            clean = self._stop_all()
            for number, handler in before.items():
                signal.signal(number, handler)
        return 0 if clean else 1

    @staticmethod
    def _signals() -> list[signal.Signals]:
        numbers = [signal.SIGINT, signal.SIGTERM]
        if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:  # `nohup` asked for it to be ignored
            numbers.append(signal.SIGHUP)
        return numbers

    def _on_signal(self, number: int, _frame: FrameType | None) -> None:
        # Only flags: an Event or a log call could be waiting for a lock that the interrupted code holds. A second
        # SIGTERM is no hurry: service managers send it to the group and to us.
        self._hurry = self._stopping and number == signal.SIGINT
        self._stopping = True

    def _stop_all(self) -> bool:
        for running in self._running:
            running.terminate()
        deadline = time.monotonic() + self._stop_seconds
        while time.monotonic() < deadline and not self._hurry and any(r.is_alive() for r in self._running):
            time.sleep(TICK_SECONDS / 2)
        clean = not any(running.is_alive() for running in self._running)
        for running in self._running:
            running.kill()
        return clean


class _Running:
    """One child and the process that runs it at the moment, if any."""

    def __init__(self, child: Child) -> None:
        self._child = child
        self._process: subprocess.Popen[bytes] | None = None
        self._started_at = 0.0
        self._start_again_at = 0.0
        self._short_lives = 0

    def is_alive(self) -> bool:
        return self._process is not None and not _has_ended(self._process)

    def keep_alive(self) -> None:
        if self._process is not None and _has_ended(self._process):
            self._bury(self._process)
        if self._process is None and time.monotonic() >= self._start_again_at:
            self._start()

    def terminate(self) -> None:
        if self._process is not None and not _has_ended(self._process):
            os.kill(self._process.pid, signal.SIGTERM)  # Popen.terminate() might reap it, see _has_ended

    def kill(self) -> None:
        """End the process and whatever is left of its session, and reap them."""
        process, self._process = self._process, None
        if process is None:
            return
        _kill_group(process.pid)
        process.wait()
        _reap_group(process.pid)

    def _start(self) -> None:
        child = self._child
        command = [sys.executable, "-I", "-S", str(Path(tether.__file__)), str(os.getpid()), *child.argv]
        self._process = subprocess.Popen(
            command,
            env={**os.environ, **(child.env or {})},
            pass_fds=child.pass_fds,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._started_at = time.monotonic()
        logger.info("Started %s as process %d", child.name, self._process.pid)

    def _bury(self, process: subprocess.Popen[bytes]) -> None:
        self.kill()
        now = time.monotonic()
        self._short_lives = self._short_lives + 1 if now - self._started_at < SHORT_LIFE_SECONDS else 0
        pause = min(LONGEST_PAUSE_SECONDS, FIRST_PAUSE_SECONDS * 2 ** (self._short_lives - 2))
        self._start_again_at = now + (pause if self._short_lives > 1 else 0.0)
        logger.warning("%s (process %d) ended with status %s", self._child.name, process.pid, process.returncode)


def _has_ended(process: subprocess.Popen[bytes]) -> bool:
    # Looks without reaping: until the leader is reaped its number cannot become another process's, nor its group's.
    if process.returncode is not None:
        return True
    if not hasattr(os, "waitid"):
        return process.poll() is not None
    return os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def _kill_group(group: int) -> None:
    with suppress(ProcessLookupError, PermissionError):  # macOS says the latter of a group of zombies
        os.killpg(group, signal.SIGKILL)


def _reap_group(group: int) -> None:
    # As process 1 of a container we inherit the orphans; anywhere else this finds nothing at once.
    with suppress(ChildProcessError):
        while True:
            os.waitpid(-group, 0)
