"""`manage.py serve`: the web server, in one process or several under a supervisor."""

import logging
import socket
import sys
from argparse import SUPPRESS
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError, connection

from helpdesk.door.server import SHUTDOWN_SECONDS, open_socket, run_server
from helpdesk.http.packed import pack_static_files
from helpdesk.lib.durability import refuse_careless_database
from helpdesk.lib.supervisor import Child, Supervisor

APPLICATION = "helpdesk.asgi:application"

logger = logging.getLogger("helpdesk.serve")


class Command(BaseCommand):
    """Serve the product until told to stop."""

    help = "Run the web server."
    # Only where the socket is opened: a process that replaces a dead one must not spend its first second on them.
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
        parser.add_argument("--port", type=int, default=settings.PORT, help="port to listen on (PORT, or 8000)")
        parser.add_argument("--fd", type=int, help=SUPPRESS)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["fd"] is not None:
            run_server(APPLICATION, socket.socket(fileno=options["fd"]))
            return
        self.check()
        pack_static_files()
        with suppress(OperationalError):  # one that is away is waited for
            refuse_careless_database()
        connection.close_pool()  # type: ignore[attr-defined]
        listener = _listen(options["host"], options["port"])
        if settings.WEB_CONCURRENCY == 1:
            run_server(APPLICATION, listener)
        else:
            sys.exit(_run_several(settings.WEB_CONCURRENCY, listener))


def _listen(host: str, port: int) -> socket.socket:
    try:
        listener = open_socket(host, port)
    except OSError as error:
        raise CommandError(
            f"Cannot listen on {host} port {port} ({error.strerror}). Choose another: --port."
        ) from error
    logger.info("Listening on %s port %d", *listener.getsockname()[:2])
    return listener


def _run_several(processes: int, listener: socket.socket) -> int:
    # Every process is a fresh interpreter: forked ones would share database sockets and random states.
    number = listener.fileno()
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "serve", "--fd", str(number)]
    children = [Child(f"web-{index}", command, pass_fds=[number]) for index in range(1, processes + 1)]
    return Supervisor(children, stop_seconds=SHUTDOWN_SECONDS + 3).run()
