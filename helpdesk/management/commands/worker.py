"""`manage.py worker`: runs jobs until it is told to stop."""

import asyncio
import contextlib
from typing import Any

import structlog
from django.conf import settings
from django.core.management.base import BaseCommand
from procrastinate import App
from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException
from psycopg_pool import PoolTimeout

from helpdesk.events.stalled import HEARTBEAT_SECONDS, STALLED_AFTER_SECONDS, SWEEP_SECONDS, sweep_stalled_jobs
from helpdesk.lib.durability import refuse_careless_database

log = structlog.get_logger(__name__)

GRACE_SECONDS = 25.0


class Command(BaseCommand):
    """Any number of workers may run on any hosts; a stop finishes the jobs in hand, up to 25 seconds."""

    help = "Run jobs: mail, search index, and whatever else happens after a change."

    def handle(self, *args: Any, **options: Any) -> None:
        """Work until SIGINT or SIGTERM."""
        refuse_careless_database()
        with app.replace_connector(app.connector.get_worker_connector()) as worker_app:  # type: ignore[attr-defined]
            asyncio.run(work(worker_app))


async def work(worker_app: App) -> None:
    """Jobs and, beside them, the sweep of what dead workers left."""
    async with worker_app.open_async():
        sweeper = asyncio.create_task(keep_sweeping(worker_app))
        try:
            await worker_app.run_worker_async(
                concurrency=settings.WORKER_CONCURRENCY,
                update_heartbeat_interval=HEARTBEAT_SECONDS,
                stalled_worker_timeout=STALLED_AFTER_SECONDS,
                shutdown_graceful_timeout=GRACE_SECONDS,
                delete_jobs="successful",
                install_signal_handlers=True,
            )
        finally:
            sweeper.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await sweeper


async def keep_sweeping(worker_app: App) -> None:
    """Sweep every few seconds; a database that is away is the main loop's business, not ours."""
    while True:
        try:
            await sweep_stalled_jobs(worker_app)
        except (ConnectorException, PoolTimeout) as error:
            log.warning("sweep_failed", error=type(error).__name__)
        await asyncio.sleep(SWEEP_SECONDS)
