"""Where everything of one embedded server lies, computed from its home directory without touching the disk."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from helpdesk.lib.postgres.connection import Connection

PORT = 5432  # only names the socket file: the server never listens on TCP
ROLE = "helpdesk"
DATABASE = "helpdesk"
SUPERUSER = "postgres"

# sockaddr_un.sun_path holds 107 bytes and a NUL on Linux, 103 on the BSDs and macOS.
LONGEST_SOCKET_PATH = 103

# Not tempfile.gettempdir(): TMPDIR may differ between the processes that must meet at the socket.
SHORT_PLACE = Path("/tmp")  # noqa: S108 (the directory made in there is verified to be ours before use)


@dataclass(frozen=True)
class Layout:
    """The paths of the server kept under ``home/postgres``."""

    home: Path

    @classmethod
    def of(cls, home: Path) -> "Layout":
        """The layout below ``home``; two spellings of the same directory give the same layout."""
        return cls(home.resolve())

    @property
    def base(self) -> Path:
        """Private to the user who runs us; everything else is in here."""
        return self.home / "postgres"

    @property
    def data(self) -> Path:
        """The data directory proper, owned by the account the server runs as."""
        return self.base / "data"

    @property
    def log(self) -> Path:
        """One log file per weekday, written by the server."""
        return self.base / "log"

    @property
    def start_log(self) -> Path:
        """What was said until the server's own log took over, for the last start only."""
        return self.base / "start.log"

    @property
    def passfile(self) -> Path:
        """The application role's password in libpq's form."""
        return self.base / "passfile"

    @property
    def superuser_passfile(self) -> Path:
        """The superuser's password in libpq's form: for repairs by hand, used by no code."""
        return self.base / "superuser.passfile"

    @property
    def socket_base(self) -> Path:
        """The private directory around the socket directory: ``base``, or a short one when that path is too long."""
        socket = self.base / "run" / f".s.PGSQL.{PORT}"
        # libpq takes a comma in a host for a list of hosts.
        if len(os.fsencode(socket)) <= LONGEST_SOCKET_PATH and "," not in str(socket):
            return self.base
        return SHORT_PLACE / f"helpdesk-{os.geteuid()}-{self._digest}"

    @property
    def run(self) -> Path:
        """The directory of the Unix socket."""
        return self.socket_base / "run"

    @property
    def cluster_name(self) -> str:
        """In the title of every process of this server, so that they can be told from those of any other."""
        return f"helpdesk-{self._digest}"

    @property
    def connection(self) -> Connection:
        """How the application connects."""
        return Connection(host=str(self.run), port=PORT, user=ROLE, dbname=DATABASE, passfile=str(self.passfile))

    @property
    def _digest(self) -> str:
        return hashlib.sha256(os.fsencode(self.home)).hexdigest()[:12]

    def lock(self, name: str) -> Path:
        """The lock file of ``name``; ``locks.py`` says which exist."""
        return self.base / f"{name}.lock"
