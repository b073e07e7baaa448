"""`manage.py import_articles`: a folder of Markdown files into a workspace's knowledge base."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from helpdesk.accounts.models import Workspace
from helpdesk.lib.errors import Unavailable
from knowledge.exchange.importing import Import


class Command(BaseCommand):
    """Each article by itself, so that a run which was stopped goes on where it was; twice is the same as once."""

    help = "Import a folder of Markdown files with front matter (docs/article-import.md). Running it again is harmless."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which workspace, which folder."""
        parser.add_argument("folder", type=Path, help="the folder")
        parser.add_argument("--workspace", required=True, help="short name of the workspace")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Every problem on a line of its own; ends with an error when there was one."""
        workspace = Workspace.objects.filter(slug=options["workspace"]).first()
        if workspace is None:
            raise CommandError(f"There is no workspace {options['workspace']}.")
        if not options["folder"].is_dir():
            raise CommandError(f"There is no folder {options['folder']}.")
        try:
            report = Import(workspace, options["folder"], is_rehearsal=options["dry_run"]).run()
        except Unavailable as error:
            raise CommandError(f"{error.message}. Run this again: it goes on where it stopped.") from error
        for problem in [*report.remarks, *report.problems]:
            self.stderr.write(str(problem))
        would = "would be " if options["dry_run"] else ""
        self.stdout.write(
            f"{report.created} articles {would}created, {report.updated} {would}updated, {report.unchanged} unchanged."
        )
        if report.problems:
            raise CommandError(f"{len(report.problems)} problems; the articles of these files were left as they are.")
