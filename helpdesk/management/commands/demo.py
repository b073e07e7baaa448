"""`manage.py demo`: a whole helpdesk in the foreground, from nothing, with sample data."""

import socket
import sys
import time
from typing import Any

import structlog
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from helpdesk.demo.announcement import announce, withdraw
from helpdesk.demo.readiness import everything_answers
from helpdesk.demo.seed import seed_demo
from helpdesk.door.server import open_socket
from helpdesk.http.packed import pack_static_files
from helpdesk.lib.durability import refuse_careless_database
from helpdesk.lib.supervisor import Child, Supervisor

log = structlog.get_logger(__name__)

LOOK_SECONDS = 0.5
WEB_PROCESSES = 2


class Command(BaseCommand):
    """Database, migrations, sample data once, web and worker; a stop leaves no process behind."""

    help = "Run a complete helpdesk with sample data (PORT, HELPDESK_HOME, RATELIMIT_ENABLE)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run until SIGINT or SIGTERM."""
        if settings.MODE != "demo":
            raise CommandError(
                f"HELPDESK_MODE is {settings.MODE}. The demo is for demo mode only: unset HELPDESK_MODE."
            )
        withdraw()
        listener = listen(settings.PORT)
        self.check()
        refuse_careless_database()
        call_command("migrate", verbosity=0)
        seed_demo(seed=1, tickets=300)
        pack_static_files()  # here, as its web processes are handed a socket and begin to serve at once
        connection.close_pool()  # type: ignore[attr-defined]
        manage = [sys.executable, str(settings.BASE_DIR / "manage.py")]
        environment = {"HELPDESK_MODE": "demo"}
        # The listening socket is ours: while a killed web process comes back, callers wait instead of being refused.
        number = listener.fileno()
        web = [*manage, "serve", "--fd", str(number)]
        children = [Child(f"web-{index}", web, environment, [number]) for index in range(1, WEB_PROCESSES + 1)]
        children.append(Child("worker", [*manage, "worker"], environment))
        try:
            status = Supervisor(children).run(while_running=Announcer(self))
        finally:
            withdraw()
        sys.exit(status)


class Announcer:
    """Called again and again while the demo runs: tells, once, when everything answers."""

    def __init__(self, command: BaseCommand) -> None:
        self.command = command
        self.done = False
        self.next_look = 0.0

    def __call__(self) -> None:
        """Look twice a second until it is so."""
        if self.done or time.monotonic() < self.next_look:
            return
        self.next_look = time.monotonic() + LOOK_SECONDS
        if everything_answers():
            accounts = announce()
            connection.close_pool()  # type: ignore[attr-defined]
            self.done = True
            self.command.stdout.write(accounts)
            self.command.stdout.flush()


def listen(port: int) -> socket.socket:
    """The socket the demo answers on. Raises CommandError when somebody else listens there."""
    try:
        return open_socket("127.0.0.1", port)
    except OSError as error:
        raise CommandError(f"Port {port} is taken. Choose another: make demo PORT=8010") from error
