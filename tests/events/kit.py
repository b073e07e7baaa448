"""Small things that the tests of the log share."""

import json
import uuid
from dataclasses import dataclass
from typing import Any

from django.db import connection

from helpdesk.events.unit import record


@dataclass(frozen=True)
class Somebody:
    """An actor, as far as the log knows one."""

    kind: str = "member"
    id: uuid.UUID | None = None


def note(workspace_id: uuid.UUID, type: str = "thing.done", **kwargs: Any) -> None:
    """Record something about nothing in particular."""
    record(
        type, workspace_id=workspace_id, subject_kind="thing", subject_id=uuid.UUID(int=1), actor=Somebody(), **kwargs
    )


def jobs(*, event_type: str = "") -> list[tuple[str, dict[str, Any], str]]:
    """Task, arguments and status of the jobs of a type's events, oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT task_name, args, status::text FROM procrastinate_jobs WHERE (args->>'event_id')::bigint IN"
            " (SELECT id FROM events_event WHERE type = %s) ORDER BY id",
            [event_type],
        )
        return [(name, json.loads(args), status) for name, args, status in cursor.fetchall()]
