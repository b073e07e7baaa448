"""Events in words. Texts come from revisions, because events hold none; an erased one leaves the change without it."""

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from helpdesk.events.models import Event
from portal.words import CHANNELS, PRIORITIES, STATUSES
from tickets.models import Revision

VALUES = {"status": STATUSES, "priority": PRIORITIES}
NAMES = {
    "ticket.status_changed": "changed the status",
    "ticket.priority_changed": "changed the priority",
    "ticket.subject_changed": "changed the subject",
    "ticket.tags_changed": "changed the tags",
    "ticket.assigned": "changed the assignee",
}


@dataclass(frozen=True)
class Entry:
    """One line of the history; ``before`` and ``after`` are None where a change has none."""

    who: str
    did: str
    created_at: datetime.datetime
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True)
class Names:
    """The people and keys of a workspace by id."""

    people: Mapping[uuid.UUID, str]
    workspace: str

    def of_actor(self, event: Event) -> str:
        """Who did it."""
        if event.actor_id is None:
            return self.workspace
        return self.people.get(event.actor_id, "Somebody who left")

    def of_member(self, text: str | None) -> str:
        """A member named in an event's data."""
        return self.people.get(uuid.UUID(text), "Somebody who left") if text else "nobody"


def tell(event: Event, names: Names, revisions: Mapping[str, Revision]) -> Entry:
    """The line of one event."""
    before, after = sides(event, names, revisions)
    return Entry(names.of_actor(event), deed(event), event.created_at, before, after)


def deed(event: Event) -> str:
    """What was done, after the name of whoever did it."""
    data: dict[str, Any] = event.data
    if event.type == "ticket.created":
        return f"opened the ticket by {CHANNELS.get(data['channel'], data['channel'])}"
    if event.type == "ticket.comment_added":
        return "wrote a note" if data["is_internal"] else "wrote a reply"
    if event.type == "ticket.rated":
        return f"rated the help {data['score']} of 5"
    if event.type == "ticket.links_revoked":
        return "took back the links that were mailed"
    return NAMES.get(event.type, event.type)


def sides(event: Event, names: Names, revisions: Mapping[str, Revision]) -> tuple[str | None, str | None]:
    """Before and after, in words."""
    field, data = event.data.get("field"), event.data
    if "revision" in data:
        revision = revisions.get(data["revision"])
        return (spelled(revision.before), spelled(revision.after)) if revision else (None, None)
    if field == "assignee":
        return names.of_member(data["before"]), names.of_member(data["after"])
    if field in VALUES:
        return VALUES[field].get(data["before"], data["before"]), VALUES[field].get(data["after"], data["after"])
    return None, None


def spelled(value: Any) -> str:
    """A text, or tags in a line."""
    return (", ".join(value) or "none") if isinstance(value, list) else str(value)
