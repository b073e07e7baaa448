"""Jobs that come back on a schedule."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from procrastinate import App

from helpdesk.events.retry import Patient

QUEUE = "recurring"


@dataclass(frozen=True)
class Recurring:
    """``cron`` is five fields in UTC. However many workers run, each occasion is run once."""

    name: str
    cron: str
    work: Callable[[], None]


_schedule: list[Recurring] = []


def register_schedule(schedule: Sequence[Recurring]) -> None:
    """Take the table of ``wiring``; workers read it when they start."""
    _schedule[:] = schedule


def add_recurring_tasks(app: App) -> None:
    """Make each entry a periodic task of a worker's app. One that is still waiting is not queued a second time.

    Of the worker's app, not of the one that verbs use: the scheduler then enqueues through the worker's pool, which
    mends itself when the database comes back, instead of through one Django connection that would stay broken.
    """
    for entry in _schedule:
        task = app.task(name=f"recurring.{entry.name}", queue=QUEUE, queueing_lock=entry.name, retry=Patient())(
            forgetting_the_moment(entry.work)
        )
        app.periodic(cron=entry.cron)(task)


def forgetting_the_moment(work: Callable[[], None]) -> Callable[[int], None]:
    """Procrastinate passes the moment that the run was due; none of our work depends on it."""

    def run(timestamp: int) -> None:
        work()

    return run
