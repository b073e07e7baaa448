"""From events to what happens afterwards: the table of handlers, and the job that runs one of them.

``wiring.py`` fills the table, so that the log knows no ticket. A handler gets the event after its commit, at least
once, inside a unit of work of its own; doing it twice must leave the same as doing it once.
"""

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence

from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job

from helpdesk.events.models import Event

Handler = Callable[[Event], None]

TASK = "events.handle"
QUEUE = "events"

_by_type: dict[str, list[str]] = {}
_by_name: dict[str, Handler] = {}


def register_handlers(table: Mapping[str, Sequence[Handler]]) -> None:
    """Take the table: event type -> handlers. Names kept in jobs are ``module.function``."""
    for event_type, handlers in table.items():
        names = [f"{handler.__module__}.{handler.__qualname__}" for handler in handlers]
        _by_type[event_type] = names
        _by_name.update(zip(names, handlers, strict=True))


def handler_named(name: str) -> Handler:
    """The handler a job names. Raises KeyError when this release no longer has it."""
    return _by_name[name]


def enqueue_handlers(events: list[Event]) -> None:
    """One job for each handler of each event, all in one statement of the open transaction."""
    jobs = [
        Job(
            id=None,
            queue=QUEUE,
            lock=None,
            queueing_lock=None,
            task_name=TASK,
            task_kwargs={"event_id": event.id, "handler": name},
        )
        for event in events
        for name in _by_type.get(event.type, ())
    ]
    if jobs:
        with database_errors():
            app.job_manager.batch_defer_jobs(jobs)


@contextlib.contextmanager
def database_errors() -> Iterator[None]:
    """Procrastinate wraps what the database says; doors know Django's errors, and try again after some of them."""
    try:
        yield
    except ConnectorException as error:
        with connection.wrap_database_errors:
            raise (error.__cause__ or error) from None
