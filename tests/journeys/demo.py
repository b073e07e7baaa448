"""The demo, started as a person would start it, in a home of its own."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 120
STOP_SECONDS = 60
# What a test process sets for itself must not reach the demo.
OURS = ("HELPDESK_MODE", "DJANGO_SETTINGS_MODULE", "DATABASE_URL", "EMAIL_URL", "LOG_LEVEL", "HELPDESK_URL")


@dataclass
class Demo:
    """A running demo."""

    process: subprocess.Popen[bytes]
    home: Path
    accounts: dict[str, Any]

    @property
    def url(self) -> str:
        """Where it answers."""
        return str(self.accounts["base_url"])

    def acme(self) -> dict[str, Any]:
        """Keys and people of the workspace acme."""
        found: dict[str, Any] = self.accounts["workspaces"]["acme"]
        return found

    def pid_of(self, command: str) -> int | None:
        """The process that runs ``manage.py serve`` or ``manage.py worker``, if it lives."""
        with contextlib.suppress(psutil.NoSuchProcess):
            for child in psutil.Process(self.process.pid).children(recursive=True):
                with contextlib.suppress(psutil.NoSuchProcess):
                    if command in child.cmdline()[2:3] and child.status() != psutil.STATUS_ZOMBIE:
                        return child.pid
        return None

    def postmaster(self) -> int | None:
        """The database server's process, if it lives."""
        with contextlib.suppress(OSError, ValueError, psutil.NoSuchProcess):
            pid = int((self.home / "postgres/data/postmaster.pid").read_text().split()[0])
            return pid if psutil.Process(pid).name().startswith("postgres") else None
        return None


@contextlib.contextmanager
def running_demo(home: Path, **environment: str) -> Iterator[Demo]:
    """Start it, wait for demo.json, stop it with SIGTERM and see that nothing is left."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env = {name: value for name, value in os.environ.items() if name not in OURS}
    env |= {"HELPDESK_HOME": str(home), "PORT": str(port), **environment}
    with (home / "demo.log").open("wb") as log:
        process = subprocess.Popen([sys.executable, "manage.py", "demo"], cwd=ROOT, env=env, stdout=log, stderr=log)
    try:
        yield Demo(process, home, wait_for_accounts(process, home))
    finally:
        family = psutil.Process(process.pid).children(recursive=True) if process.poll() is None else []
        process.send_signal(signal.SIGTERM)
        process.wait(STOP_SECONDS)
    _, left = psutil.wait_procs(family, timeout=5)
    assert not left, f"left running: {left}"
    assert process.returncode == 0


def wait_for_accounts(process: subprocess.Popen[bytes], home: Path) -> dict[str, Any]:
    """What demo.json says, once it is there."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        assert process.poll() is None, (home / "demo.log").read_text()[-3000:]
        with contextlib.suppress(FileNotFoundError):
            found: dict[str, Any] = json.loads((home / "demo.json").read_text())
            return found
        time.sleep(0.2)
    raise AssertionError("the demo did not come up: " + (home / "demo.log").read_text()[-3000:])
