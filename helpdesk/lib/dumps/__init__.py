"""Backups of a PostgreSQL database and their restoring, by PostgreSQL's own pg_dump and pg_restore; knows no Django."""

from helpdesk.lib.dumps.archive import Archive, read_archive
from helpdesk.lib.dumps.backup import write_backup
from helpdesk.lib.dumps.database import Database
from helpdesk.lib.dumps.errors import DumpError
from helpdesk.lib.dumps.restore import Restoring

__all__ = ["Archive", "Database", "DumpError", "Restoring", "read_archive", "write_backup"]
