"""One embedded server as its users see it: attach to it, ask whether it answers, have it brought back."""

import logging
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

from helpdesk.lib.postgres.attachment import Attachment
from helpdesk.lib.postgres.binaries import clean_environment, package_directory, program
from helpdesk.lib.postgres.cluster import check_data_directory
from helpdesk.lib.postgres.connection import Connection
from helpdesk.lib.postgres.directories import private_directories
from helpdesk.lib.postgres.errors import PostgresError
from helpdesk.lib.postgres.layout import Layout
from helpdesk.lib.postgres.leftovers import clear_leftovers
from helpdesk.lib.postgres.locks import EXCLUSIVE, SHARED, holding, is_free, lock_within, open_lock
from helpdesk.lib.postgres.logs import last_lines

logger = logging.getLogger(__name__)

READY_SECONDS = 120  # recovery after a kill may have a gigabyte of log to replay
STOPPING_SECONDS = 45  # a little more than the keeper takes at most
LOOK_SECONDS = 0.5
START_ATTEMPTS = 3


class EmbeddedPostgres:
    """The PostgreSQL server kept under ``home/postgres``, shared by every process that attaches to it."""

    def __init__(self, home: Path) -> None:
        self.layout = Layout.of(home)
        self.connection: Connection = self.layout.connection
        self._keeper: subprocess.Popen[bytes] | None = None

    def attach(self) -> Attachment:
        """Start the server unless it runs, and hold it until the attachment is left.

        Raises PostgresError when it does not answer within two minutes, or cannot be started at all.
        """
        private_directories(self.layout)
        users = open_lock(self.layout.lock("users"))
        try:
            if not lock_within(users, SHARED, STOPPING_SECONDS):
                raise PostgresError(
                    f"The server in {self.layout.base} is stopping and does not end. {last_lines(self.layout)}"
                )
            self._ensure_running()
        except BaseException:
            os.close(users)
            raise
        return Attachment(users, self._left)

    def is_ready(self) -> bool:
        """Whether the server accepts connections now."""
        command = [program("pg_isready"), "--quiet", "--timeout=3", "-h", self.connection.host]
        command += ["-p", str(self.connection.port)]
        return subprocess.run(command, env=clean_environment(), timeout=10).returncode == 0

    def supervise(self, stop: threading.Event) -> None:
        """Hold the server and bring it back within about a second whenever it is gone, until ``stop`` is set."""
        attachment: Attachment | None = None
        while not stop.is_set():
            try:
                if attachment is None:
                    attachment = self.attach()
                elif not self._is_kept():
                    logger.warning("The embedded PostgreSQL server is gone; starting it again.")
                    self._ensure_running()
            except (PostgresError, OSError, subprocess.SubprocessError) as error:
                logger.error("%s", error)
            stop.wait(LOOK_SECONDS)
        if attachment:
            attachment.detach()

    def _ensure_running(self) -> None:
        if self._is_kept() and self.is_ready():
            return
        with holding(self.layout.lock("start"), READY_SECONDS + STOPPING_SECONDS):
            for _ in range(START_ATTEMPTS):
                keeper_lock = open_lock(self.layout.lock("keeper"))
                try:
                    # Not at once: somebody may be looking whether it is free at this moment.
                    if lock_within(keeper_lock, EXCLUSIVE, 0.1):
                        self._start_keeper(keeper_lock)
                finally:
                    os.close(keeper_lock)
                if self._becomes_ready():
                    return
                if self._reap() > 0:  # it gave up; anything else was killed while we waited, or was not ours
                    break
        raise PostgresError(f"The embedded PostgreSQL server did not start. {last_lines(self.layout)}")

    def _start_keeper(self, keeper_lock: int) -> None:
        self._reap()
        check_data_directory(self.layout.data)
        server_lock = open_lock(self.layout.lock("server"))
        try:
            clear_leftovers(self.layout, server_lock)
            # The keeper runs without site-packages' start-up files (-S): it starts faster and imports nothing else.
            imports = [str(Path(__file__).resolve().parents[3]), str(package_directory().parent)]
            with self.layout.start_log.open("wb") as log:
                command = [sys.executable, "-S", "-P", "-m", "helpdesk.lib.postgres.keeper"]
                self._keeper = subprocess.Popen(
                    [*command, str(self.layout.home), str(keeper_lock), str(server_lock)],
                    pass_fds=(keeper_lock, server_lock),
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    cwd="/",
                    env=clean_environment() | {"PYTHONPATH": os.pathsep.join(imports)},
                    start_new_session=True,  # Ctrl-C is for the users, who then leave in order
                )
        finally:
            os.close(server_lock)

    def _becomes_ready(self) -> bool:
        """Wait until the server answers; False when its keeper has gone. Raises PostgresError after two minutes."""
        deadline = time.monotonic() + READY_SECONDS
        while time.monotonic() < deadline:
            if self.is_ready():
                return True
            if not self._is_kept():
                return False
            time.sleep(0.05)
        raise PostgresError(
            f"The embedded PostgreSQL server did not answer within {READY_SECONDS} s. {last_lines(self.layout)}"
        )

    def _left(self) -> None:
        """After an attachment was left: wait until the server has stopped, unless others still use it."""
        deadline = time.monotonic() + STOPPING_SECONDS
        while time.monotonic() < deadline and self._is_kept() and not self._is_used():
            time.sleep(0.05)
        if not self._is_kept() and not self._is_used():
            self._reap()
            with holding(self.layout.lock("start"), STOPPING_SECONDS):
                self._end_unkept_server()

    def _end_unkept_server(self) -> None:
        """End what a killed keeper left; nothing is left in the ordinary case."""
        server_lock = open_lock(self.layout.lock("server"))
        try:
            if self._is_kept() or lock_within(server_lock, EXCLUSIVE, 0):
                return
            clear_leftovers(self.layout, server_lock)
        finally:
            os.close(server_lock)

    def _is_kept(self) -> bool:
        return not is_free(self.layout.lock("keeper"))

    def _is_used(self) -> bool:
        users = self.layout.lock("users")
        # Somebody has it, and shares it: so not the keeper, which takes it alone before it stops the server.
        return not is_free(users, EXCLUSIVE) and is_free(users, SHARED)

    def _reap(self) -> int:
        """Take leave of a keeper of ours that has ended; its exit status, 0 when there is none."""
        if self._keeper is None:
            return 0
        try:
            status = self._keeper.wait(5)  # its lock is free, so it has ended but for the last steps
        except subprocess.TimeoutExpired:
            return 0
        self._keeper = None
        return status
