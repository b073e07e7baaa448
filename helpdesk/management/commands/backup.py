"""manage.py backup FILE: everything in the database, in one file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from helpdesk.lib.dumps import Database, DumpError, write_backup


class Command(BaseCommand):
    """Write a backup while the product runs."""

    help = "Write the whole database to FILE, at one consistent moment; web and worker may go on working."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """FILE, and whether it may be replaced."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--force", action="store_true", help="replace FILE when it exists")

    def handle(self, *args: Any, file: Path, force: bool, **options: Any) -> None:
        """Write the file, or raise CommandError and leave nothing behind."""
        try:
            archive = write_backup(Database.of(connection.get_connection_params()), file.absolute(), overwrite=force)
        except DumpError as error:
            raise CommandError(str(error)) from error
        size = archive.path.stat().st_size
        self.stdout.write(f"{archive.path}: {len(archive.tables)} tables, {size:,} bytes, read back and complete.")
        self.stdout.write("Uploaded files and the keys in the environment are not in it; keep them as well.")
