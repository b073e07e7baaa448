"""The processes of a bench: servers and the driver, none of which outlives it."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from django.conf import settings

from helpdesk.lib import tether

START_SECONDS = 60.0
STOP_SECONDS = 15.0
LOG_SHOWN = 3_000


class NotServing(Exception):
    """A server ended, or did not answer in time; the message ends with what it said."""


@dataclass(frozen=True)
class Server:
    """A running web server of one process."""

    port: int
    pid: int

    @property
    def memory_mb(self) -> float | None:
        """Resident memory of the process, None where there is no /proc."""
        try:
            lines = Path(f"/proc/{self.pid}/status").read_text().splitlines()
        except OSError:
            return None
        return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS:")), None)


@contextlib.contextmanager
def tied(
    command: Sequence[str],
    environment: Mapping[str, str] | None = None,
    *,
    log: IO[bytes] | None = None,
    piped: bool = False,
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a command that the kernel ends when we are gone, in a session of its own; at the end, end all of that."""
    process = subprocess.Popen(
        [sys.executable, "-I", "-S", str(Path(tether.__file__)), str(os.getpid()), *command],
        env={**os.environ, **(environment or {})},
        stdin=subprocess.PIPE if piped else subprocess.DEVNULL,
        stdout=subprocess.PIPE if piped else log,
        stderr=log,
        start_new_session=True,  # a Ctrl-C is for us, who then end it in order
    )
    try:
        yield process
    finally:
        if process.stdin:
            process.stdin.close()
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(STOP_SECONDS)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if process.stdout:
            process.stdout.close()


@contextlib.contextmanager
def serving(command: Sequence[str], port: int, environment: Mapping[str, str]) -> Iterator[Server]:
    """Run a web server until the block ends. Raises NotServing when it does not come up."""
    with TemporaryFile() as log, tied(command, environment, log=log) as process:
        deadline = time.monotonic() + START_SECONDS
        while not answers(port):
            if process.poll() is not None or time.monotonic() > deadline:
                log.seek(0)
                raise NotServing(
                    f"{' '.join(command)} does not answer: {log.read().decode(errors='replace')[-LOG_SHOWN:]}"
                )
            time.sleep(0.1)
        yield Server(port, process.pid)


def answers(port: int) -> bool:
    """Whether something speaks HTTP there; any status will do."""
    connection = HTTPConnection("127.0.0.1", port, timeout=START_SECONDS)
    try:
        connection.request("GET", "/livez")
        connection.getresponse().read()
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
    return True


def free_port() -> int:
    """A TCP port nobody listens on at the moment."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


def product_server(database: str, *, limiter: bool = False) -> contextlib.AbstractContextManager[Server]:
    """The product as `manage.py serve` runs it, in one process."""
    return manage_serve("helpdesk.bench.settings", database, {"RATELIMIT_ENABLE": "1" if limiter else "0"})


def floor_server(database: str) -> contextlib.AbstractContextManager[Server]:
    """The bare views behind the same door."""
    return manage_serve("helpdesk.bench.floor_settings", database, {})


def manage_serve(
    settings_module: str, database: str, extra: dict[str, str]
) -> contextlib.AbstractContextManager[Server]:
    """`manage.py serve` with these settings on a free port."""
    port = free_port()
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "serve", "--port", str(port)]
    return serving(command, port, surroundings(settings_module, database) | extra)


def surroundings(settings_module: str, database: str) -> dict[str, str]:
    """What a server of the bench finds in its environment besides ours."""
    return {
        "DJANGO_SETTINGS_MODULE": settings_module,
        "HELPDESK_BENCH_DATABASE": database,
        "HELPDESK_MODE": settings.MODE,
        "WEB_CONCURRENCY": "1",
        "TRUSTED_PROXIES": "127.0.0.1",  # the callers of the limited row are told apart by what a proxy would say
    }
