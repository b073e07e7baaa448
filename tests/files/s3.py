"""A real S3 server of our own: rclone, which the development lock brings along."""

import contextlib
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.files.storage import storages

PROGRAM = Path(sys.executable).with_name("rclone")


@dataclass
class Server:
    """``directory`` holds the bucket as files."""

    port: int
    directory: Path

    @property
    def address(self) -> str:
        """As FILES_URL takes it."""
        return f"s3+http://key:secret@127.0.0.1:{self.port}/helpdesk/files"

    def listening(self) -> bool:
        """Whether it answers."""
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def s3_server(directory: Path, port: int = 0) -> Iterator[Server]:
    """Runs until the block ends."""
    assert PROGRAM.exists(), "rclone is missing beside this Python: install requirements-dev.lock"
    server = Server(port or free_port(), directory)
    (directory / "helpdesk").mkdir(parents=True, exist_ok=True)
    place = ["--addr", f"127.0.0.1:{server.port}", "--auth-key", "key,secret", "--config", str(directory / "no.conf")]
    with (directory / "rclone.log").open("wb") as log:
        process = subprocess.Popen([PROGRAM, "serve", "s3", *place, str(directory)], stdout=log, stderr=log)
    try:
        deadline = time.monotonic() + 30
        while not server.listening():
            assert process.poll() is None, (directory / "rclone.log").read_text()
            assert time.monotonic() < deadline, "rclone does not answer"
            time.sleep(0.05)
        yield server
    finally:
        process.terminate()
        process.wait(10)


def use_store(settings: Any, address: str) -> None:
    """Keep files there."""
    options = {"BACKEND": "helpdesk.files.s3.S3Store", "OPTIONS": {"address": address}}
    settings.STORAGES = settings.STORAGES | {"files": options}
    assert storages["files"]
