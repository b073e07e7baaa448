"""A real server on a loopback port in front of any WSGI callable, and raw sockets to be rude to it with."""

import io
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing
from http.client import HTTPResponse
from typing import cast

import pytest
import uvicorn

from helpdesk.door.app import Door
from helpdesk.door.body import BodyLimits
from helpdesk.door.server import make_server, open_socket
from helpdesk.door.types import ASGIApp, WSGIApp

LIMITS = BodyLimits(max_bytes=1_000_000, patience_seconds=0.6, floor_bytes_per_second=100_000)


class KeptOpen(io.BufferedReader):
    """What was read ahead belongs to the next response, so a finished one must not close it."""

    def close(self) -> None:
        """Left to the socket."""


class Client:
    """One connection that sends exactly the bytes it is given."""

    def __init__(self, port: int, receive_buffer: int | None = None) -> None:
        self.sock = socket.socket()
        if receive_buffer:
            self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self.sock.settimeout(10)
        self.sock.connect(("127.0.0.1", port))
        self._reader = KeptOpen(socket.SocketIO(self.sock, "r"))

    def makefile(self, _mode: str) -> io.BufferedReader:
        """The one thing that HTTPResponse asks of a socket."""
        return self._reader

    def send(self, data: bytes) -> None:
        self.sock.sendall(data)

    def reply(self, method: str = "GET") -> tuple[HTTPResponse, bytes]:
        """The next response, read to its end."""
        response = HTTPResponse(cast(socket.socket, self), method=method)
        response.begin()
        return response, response.read()

    def is_closed_by_server(self) -> bool:
        """Waits for the server to close; fails by time-out when it does not."""
        try:
            return self._reader.read(1) == b""
        except ConnectionResetError:
            return True

    def close(self) -> None:
        self.sock.close()


class Served:
    """A running server."""

    def __init__(self, app: WSGIApp, streams: Mapping[str, ASGIApp], threads: int, queue: int) -> None:
        self.listener = open_socket("127.0.0.1", 0)
        self.port: int = self.listener.getsockname()[1]
        self.server: uvicorn.Server = make_server(Door(app, streams, threads, LIMITS, queue))
        self._thread = threading.Thread(target=self.server.run, kwargs={"sockets": [self.listener]})
        self._clients = ExitStack()
        self._thread.start()
        wait_until(lambda: self.server.started)

    def client(self, receive_buffer: int | None = None) -> Client:
        return self._clients.enter_context(closing(Client(self.port, receive_buffer)))

    def ask(self, data: bytes, method: str = "GET") -> tuple[HTTPResponse, bytes]:
        """Send these bytes on a connection of their own and read one response."""
        with closing(Client(self.port)) as client:
            client.send(data)
            return client.reply(method)

    def get(self, path: str = "/") -> tuple[HTTPResponse, bytes]:
        return self.ask(f"GET {path} HTTP/1.1\r\nHost: acme.test\r\n\r\n".encode())

    def stop(self) -> None:
        self._clients.close()
        self.server.should_exit = True
        self._thread.join(20)
        self.listener.close()
        assert not self._thread.is_alive()


def wait_until(condition: Callable[[], object], seconds: float = 10.0) -> None:
    """Poll until the condition is true. Raises AssertionError when it never is."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it never became true"
        time.sleep(0.01)


Serve = Callable[..., Served]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Start a server for a WSGI callable: `serve(app, streams={}, threads=4, queue=256)`."""
    with ExitStack() as running:

        def start(
            app: WSGIApp, streams: Mapping[str, ASGIApp] | None = None, threads: int = 4, queue: int = 256
        ) -> Served:
            served = Served(app, streams or {}, threads, queue)
            running.callback(served.stop)
            return served

        yield start


@pytest.fixture
def until() -> Callable[..., None]:
    """`wait_until`, for tests that wait for another thread."""
    return wait_until
