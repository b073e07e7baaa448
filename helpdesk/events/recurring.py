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


def register_schedule(app: App, schedule: Sequence[Recurring]) -> None:
    """Make each entry a periodic task. One that is still waiting is not queued a second time."""
    for entry in schedule:
        task = app.task(name=f"recurring.{entry.name}", queue=QUEUE, queueing_lock=entry.name, retry=Patient())(
            forgetting_the_moment(entry.work)
        )
        app.periodic(cron=entry.cron)(task)


def forgetting_the_moment(work: Callable[[], None]) -> Callable[[int], None]:
    """Procrastinate passes the moment that the run was due; none of our work depends on it."""

    def run(timestamp: int) -> None:
        work()

    return run
