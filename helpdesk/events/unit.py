"""The unit of work: the one transaction of a door, in which verbs run and at whose end their events are written.

Events wait in memory until the end because the per-workspace lock that keeps ids in commit order must be the last
lock taken: taken earlier, two units that each touch two tickets could wait for one another for ever.
"""

import contextlib
import datetime
import uuid
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.db import connection, transaction
from django.utils import timezone

from helpdesk.events.dispatch import enqueue_handlers
from helpdesk.events.models import Event


class Acting(Protocol):
    """What the log needs to know of whoever acts."""

    @property
    def kind(self) -> str: ...
    @property
    def id(self) -> uuid.UUID | None: ...


@dataclass
class Unit:
    """One open unit of work. ``now`` is the moment that everything in it happens at, ``origin`` the client's address
    (empty for commands and jobs)."""

    origin: str = ""
    now: datetime.datetime = field(default_factory=timezone.now)
    events: list[Event] = field(default_factory=list)
    locked: dict[object, object] = field(default_factory=dict)


# Whatever the model declares; only the id is the database's.
FIELDS = [field for field in Event._meta.concrete_fields if not field.primary_key]
COLUMNS = ", ".join(str(field.column) for field in FIELDS)
INSERT = f"INSERT INTO {Event._meta.db_table} ({COLUMNS}) VALUES"
ROW = f"({', '.join(['%s'] * len(FIELDS))})"

_current: ContextVar[Unit | None] = ContextVar("unit_of_work", default=None)


@contextlib.contextmanager
def unit_of_work(*, silent: bool = False, origin: str = "") -> Iterator[Unit]:
    """Open the transaction of one request or job; on leaving, write its events and their jobs, then commit.

    Doors open it, verbs only require it; it does not nest. A ``silent`` one enqueues no jobs: what is written as
    history long after it happened must send no mail today. Such a door moves ``unit.now`` itself, only forward.
    """
    if _current.get() is not None:
        raise RuntimeError("a unit of work is already open: only doors open one, verbs run inside it")
    unit = Unit(origin=origin)
    token = _current.set(unit)
    try:
        with transaction.atomic():
            yield unit
            write_events(unit.events)
            if not silent:
                enqueue_handlers(unit.events)
    finally:
        _current.reset(token)


def current_unit() -> Unit:
    """The open unit of work. Raises RuntimeError when a verb is called outside one."""
    unit = _current.get()
    if unit is None:
        raise RuntimeError("verbs run inside a unit of work; open one at the door")
    return unit


def record(
    type: str,
    *,
    workspace_id: uuid.UUID,
    subject_kind: str,
    subject_id: uuid.UUID,
    actor: Acting,
    internal: bool = False,
    data: dict[str, Any] | None = None,
) -> None:
    """Note that something happened; it is written when the unit of work ends."""
    unit = current_unit()
    unit.events.append(
        Event(
            workspace_id=workspace_id,
            type=type,
            subject_kind=subject_kind,
            subject_id=subject_id,
            actor_kind=actor.kind,
            actor_id=actor.id,
            visibility=Event.Visibility.INTERNAL if internal else Event.Visibility.PUBLIC,
            data=data or {},
            created_at=unit.now,
        )
    )


def write_events(events: list[Event]) -> None:
    """Take the lock of each workspace concerned and append the events."""
    if not events:
        return
    with connection.cursor() as cursor:
        for workspace_id in sorted({event.workspace_id for event in events}):
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"events:{workspace_id}"])
    insert(events)


def insert(events: list[Event]) -> None:
    """Append the events and give each its id.

    Written out because every write of the product ends here: building the statement took longer than its execution.
    """
    values = [field.get_db_prep_save(getattr(event, field.attname), connection) for event in events for field in FIELDS]
    with connection.cursor() as cursor:
        cursor.execute(f"{INSERT} {', '.join([ROW] * len(events))} RETURNING id", values)
        for event, (number,) in zip(events, cursor.fetchall(), strict=True):
            event.id = number
