"""manage.py restore FILE: put the database of a backup in the place of the current one."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from helpdesk.lib.dumps import Database, DumpError, Restoring, read_archive


class Command(BaseCommand):
    """Restore a backup; the previous database is kept under another name."""

    help = "Restore FILE beside the current database, look it over, then exchange the two; the old one is kept."
    requires_system_checks: list[str] = []  # the current database may be missing or broken: that is why one restores

    def add_arguments(self, parser: ArgumentParser) -> None:
        """FILE, and whether others may be cut off."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--force", action="store_true", help="cut off whoever is connected to the database")

    def handle(self, *args: Any, file: Path, force: bool, **options: Any) -> None:
        """Restore, or raise CommandError and leave the current database as it is."""
        database = Database.of(connection.get_connection_params())
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()  # its idle connections would count as somebody using the database
        try:
            previous = Restoring(database, read_archive(file.absolute()), force).run(self._accept)
        except DumpError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{file} is restored as the database {database.name}.")
        if previous:
            self.stdout.write(f"The previous database is kept as {previous}. Drop it when you are sure.")

    def _accept(self, applied: set[tuple[str, str]]) -> None:
        known = set(MigrationLoader(None, ignore_no_migrations=True).disk_migrations or {})
        unknown = sorted(applied - known)
        if unknown:
            raise DumpError(
                f"The backup comes from a newer release: it has {'.'.join(unknown[0])}, unknown here. Restore it there."
            )
        if known - applied:
            self.stdout.write("The backup comes from an older release: run manage.py migrate next.")
