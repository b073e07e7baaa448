"""The worker: runs jobs in lanes, hands back what dead workers left, and outlives a database that is away."""

import asyncio
import contextlib
import signal
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

import psycopg
import structlog
from django.conf import settings
from procrastinate import App
from procrastinate.contrib.django import DjangoApp, app
from procrastinate.exceptions import ConnectorException
from psycopg_pool import PoolTimeout

from helpdesk.events.recurring import add_recurring_tasks
from helpdesk.events.stalled import HEARTBEAT_SECONDS, STALLED_AFTER_SECONDS, SWEEP_SECONDS, sweep_stalled_jobs

log = structlog.get_logger(__name__)

GRACE_SECONDS = 25.0
AGAIN_SECONDS = 0.5
DATABASE_AWAY = (ConnectorException, PoolTimeout, psycopg.Error, OSError)

# Queues by lane. A mail server that does not answer holds a thread for as long as it is waited for: mail has its own.
LANES: Mapping[str, list[str]] = {"work": ["events", "recurring"], "mail": ["mail"]}


def worker_app() -> App:
    """The app the loop runs on: our tasks, with an asynchronous connection of its own.

    A second app, because what jobs enqueue must go through Django's connection, inside the job's transaction; giving
    the one app another connector would send it through a connection of its own, committed at once.
    """
    made = DjangoApp(connector=app.connector.get_worker_connector())  # type: ignore[attr-defined]
    made.tasks.update(app.tasks)
    add_recurring_tasks(made)
    return made


async def run_worker() -> None:
    """Work until SIGINT or SIGTERM; then finish the jobs in hand, up to 25 seconds."""
    loop = asyncio.get_running_loop()
    loop.set_default_executor(ThreadPoolExecutor(settings.WORKER_CONCURRENCY * len(LANES) + 2))
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    while not stop.is_set():
        try:
            await run_lanes(stop)
        except DATABASE_AWAY as error:
            log.warning("worker_interrupted", error=type(error).__name__)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), AGAIN_SECONDS)


async def run_lanes(stop: asyncio.Event) -> None:
    """All lanes and the sweep, until told to stop or until one of them ends: they fail together, with the database."""
    async with worker_app().open_async() as made:
        parts = [asyncio.create_task(run_lane(made, name, queues)) for name, queues in LANES.items()]
        parts += [asyncio.create_task(keep_sweeping(made)), asyncio.create_task(wait_for(stop))]
        await asyncio.wait(parts, return_when=asyncio.FIRST_COMPLETED)
        for part in parts:
            part.cancel()  # a lane that is cancelled finishes its jobs first
        outcomes = await asyncio.gather(*parts, return_exceptions=True)
    for outcome in outcomes:
        if isinstance(outcome, Exception):
            raise outcome


async def run_lane(made: App, name: str, queues: list[str]) -> None:
    """One lane, until it is cancelled or loses the database."""
    await made.run_worker_async(
        name=name,
        queues=queues,
        concurrency=settings.WORKER_CONCURRENCY,
        update_heartbeat_interval=HEARTBEAT_SECONDS,
        stalled_worker_timeout=STALLED_AFTER_SECONDS,
        shutdown_graceful_timeout=GRACE_SECONDS,
        delete_jobs="successful",
        install_signal_handlers=False,
    )


async def keep_sweeping(made: App) -> None:
    """Sweep every few seconds, whatever happens: without it the jobs of dead workers would wait for ever."""
    while True:
        try:
            await sweep_stalled_jobs(made)
        except DATABASE_AWAY as error:
            log.warning("sweep_failed", error=type(error).__name__)
        except Exception:
            log.exception("sweep_failed")
        await asyncio.sleep(SWEEP_SECONDS)


async def wait_for(stop: asyncio.Event) -> None:
    """End when told to stop."""
    await stop.wait()
