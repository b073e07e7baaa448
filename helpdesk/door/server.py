"""The HTTP server under the door: uvicorn, told what to leave out, on a listening socket that is already open."""

import signal
import socket
import sys
from types import FrameType

import uvicorn

from helpdesk.door.protocol import DoorProtocol
from helpdesk.door.types import ASGIApp

BACKLOG = 2048
KEEP_ALIVE_SECONDS = 30
SHUTDOWN_SECONDS = 25
# A peer that stops acknowledging, or never opens its window, is given up by the kernel; nobody else would notice.
UNACKNOWLEDGED_MILLISECONDS = 60_000


def open_socket(host: str, port: int) -> socket.socket:
    """A listening TCP socket. Raises OSError when the address cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if sys.platform == "linux":
            listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, UNACKNOWLEDGED_MILLISECONDS)
        listener.bind((host, port))
        listener.listen(BACKLOG)
    except OSError:
        listener.close()
        raise
    return listener


def make_server(app: ASGIApp | str) -> uvicorn.Server:
    """A uvicorn server for `app` (or its import path): no access log, proxy headers or websockets, our log settings."""
    return uvicorn.Server(
        uvicorn.Config(
            app,
            http=DoorProtocol,
            ws="none",
            lifespan="on",
            workers=1,
            log_config=None,
            access_log=False,
            proxy_headers=False,
            server_header=False,
            backlog=BACKLOG,
            timeout_keep_alive=KEEP_ALIVE_SECONDS,
            timeout_graceful_shutdown=SHUTDOWN_SECONDS,
        )
    )


def run_server(app: ASGIApp | str, listener: socket.socket) -> None:
    """Serve until SIGTERM or SIGINT, then finish what is under way (up to SHUTDOWN_SECONDS). Main thread only.

    Raises SystemExit with status 0 when it was asked to stop, with another when the application cannot start.
    """
    # uvicorn raises the signal it stopped for once more when it is done; without this the process would die of it.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _exit_cleanly)
    make_server(app).run(sockets=[listener])


def _exit_cleanly(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)
