"""How a client reaches the embedded server."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Connection:
    """Parameters for libpq; known before the server exists. The password is in ``passfile``, never in here."""

    host: str
    port: int
    user: str
    dbname: str
    passfile: str

    def dsn(self, dbname: str | None = None) -> str:
        """The libpq connection string, for another database of the same server when ``dbname`` is given."""
        values = {
            "host": self.host,
            "port": str(self.port),
            "user": self.user,
            "dbname": dbname or self.dbname,
            "passfile": self.passfile,
        }
        return " ".join(f"{name}={_quoted(value)}" for name, value in values.items())


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
