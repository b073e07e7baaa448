"""The embedded PostgreSQL server: found, created, started, shared and stopped by itself; knows no Django."""

from helpdesk.lib.postgres.attachment import Attachment
from helpdesk.lib.postgres.connection import Connection
from helpdesk.lib.postgres.embedded import EmbeddedPostgres
from helpdesk.lib.postgres.errors import PostgresError

__all__ = ["Attachment", "Connection", "EmbeddedPostgres", "PostgresError"]
