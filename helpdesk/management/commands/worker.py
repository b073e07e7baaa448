"""`manage.py worker`: runs jobs until it is told to stop."""

import asyncio
from typing import Any

from django.core.management.base import BaseCommand

from helpdesk.events.worker import run_worker
from helpdesk.lib.durability import refuse_careless_database


class Command(BaseCommand):
    """Any number of workers may run on any hosts."""

    help = "Run jobs: mail, search index, and whatever else happens after a change."

    def handle(self, *args: Any, **options: Any) -> None:
        """Work until SIGINT or SIGTERM; the jobs in hand are finished first, up to 25 seconds."""
        refuse_careless_database()
        asyncio.run(run_worker())
