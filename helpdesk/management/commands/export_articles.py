"""`manage.py export_articles`: a workspace's knowledge base as a folder of Markdown files."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from helpdesk.accounts.models import Workspace
from helpdesk.lib.errors import HelpdeskError
from knowledge.exchange.exporting import Export


class Command(BaseCommand):
    """In the form that import_articles reads."""

    help = "Export all articles of a workspace as Markdown files with front matter (docs/article-import.md)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which workspace, into which folder."""
        parser.add_argument("folder", type=Path, help="a new or empty folder")
        parser.add_argument("--workspace", required=True, help="short name of the workspace")

    def handle(self, *args: Any, **options: Any) -> None:
        """Tell what was written."""
        workspace = Workspace.objects.filter(slug=options["workspace"]).first()
        if workspace is None:
            raise CommandError(f"There is no workspace {options['workspace']}.")
        try:
            written = Export(workspace, options["folder"]).run()
        except HelpdeskError as error:
            raise CommandError(f"{error.message}. {error.hint}".strip()) from error
        except OSError as error:
            raise CommandError(f"{options['folder']} cannot be written: {error.strerror}.") from error
        for problem in written.problems:
            self.stderr.write(str(problem))
        self.stdout.write(f"{written.articles} articles and {written.files} files in {options['folder']}.")
        if written.problems:
            raise CommandError(f"{len(written.problems)} files are missing.")
