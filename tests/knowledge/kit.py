"""Small things that the tests of the knowledge base share."""

import datetime
import uuid
from collections.abc import Callable
from typing import Any

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Workspace
from helpdesk.events.models import Event
from helpdesk.events.unit import unit_of_work
from helpdesk.files.models import StoredFile
from helpdesk.lib.ids import new_id


def do(verb: Callable[..., Any], *args: Any, actor: Actor, **values: Any) -> Any:
    """Run a verb in a unit of its own."""
    with unit_of_work(origin="192.0.2.7"):
        return verb(*args, actor=actor, **values)


def events(subject_id: uuid.UUID) -> list[str]:
    """The types of what was recorded about something, oldest first."""
    return list(Event.objects.filter(subject_id=subject_id).order_by("id").values_list("type", flat=True))


def finished_file(workspace: Workspace, *, name: str = "cat.png", content_type: str = "image/png") -> StoredFile:
    """The row of a finished upload, without bytes anywhere."""
    now = datetime.datetime.now(tz=datetime.UTC)
    file = StoredFile(
        workspace=workspace,
        key=new_id().hex,
        name=name,
        content_type=content_type,
        size=3,
        state=StoredFile.State.FINISHED,
        uploader_kind="member",
        created_at=now,
        finished_at=now,
    )
    file.save()
    return file
