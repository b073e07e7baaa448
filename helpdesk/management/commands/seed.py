"""`manage.py seed`: sample data for an empty installation."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from helpdesk.demo.seed import seed_demo


class Command(BaseCommand):
    """Make the workspaces acme and globex, unless they exist."""

    help = "Fill an empty installation with two sample workspaces."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--seed", type=int, default=1, help="the same number gives the same content on one day (1)")
        parser.add_argument("--tickets", type=int, default=300, help="tickets in all (300)")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["tickets"] < 0:
            raise CommandError("--tickets counts tickets: give 0 or more.")
        written = seed_demo(seed=options["seed"], tickets=options["tickets"])
        for slug, tickets in written.items():
            self.stdout.write(f"{slug}: {tickets} tickets")
        if not written:
            self.stdout.write("Nothing to do: the sample workspaces are there.")
