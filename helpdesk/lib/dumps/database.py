"""One database on one server, as psycopg and PostgreSQL's programs reach it."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import pq
from psycopg.conninfo import make_conninfo

from helpdesk.lib.dumps.errors import DumpError

# The application's time limits and encoding are not for hour-long dumps.
LEFT_OUT = {"options", "client_encoding"}


@dataclass(frozen=True)
class Database:
    """Connection parameters of a database; the password never appears on a command line."""

    parameters: Mapping[str, str]

    @classmethod
    def of(cls, parameters: Mapping[str, Any]) -> "Database":
        """From the arguments for ``psycopg.connect``; what libpq does not know is left out."""
        known = {option.keyword.decode() for option in pq.Conninfo.get_defaults()} - LEFT_OUT
        return cls({name: str(value) for name, value in parameters.items() if name in known and value is not None})

    @property
    def name(self) -> str:
        """The name of the database."""
        return self.parameters["dbname"]

    def called(self, name: str) -> "Database":
        """Another database of the same server."""
        return Database({**self.parameters, "dbname": name})

    def connect(self) -> psycopg.Connection[tuple[Any, ...]]:
        """An autocommit connection. Raises DumpError when the server does not accept it."""
        try:
            return psycopg.connect(**self.parameters, autocommit=True)  # type: ignore[arg-type]
        except psycopg.OperationalError as error:
            raise DumpError(f"The database {self.name} cannot be reached: {error}") from error

    @property
    def argument(self) -> str:
        """The value for ``--dbname`` of PostgreSQL's programs, without the password."""
        return make_conninfo(**{name: value for name, value in self.parameters.items() if name != "password"})

    @property
    def environment(self) -> dict[str, str]:
        """The environment for PostgreSQL's programs, with the password."""
        password = self.parameters.get("password")
        return os.environ | {"LC_ALL": "C"} | ({"PGPASSWORD": password} if password else {})
