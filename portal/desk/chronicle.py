"""Events in words. Texts come from revisions, because events hold none; an erased one leaves the change without it."""

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from helpdesk.events.models import Event
from portal.desk.nouns import Nouns
from portal.times import absolute
from portal.words import CHANNELS, PRIORITIES
from tickets.models import Revision

VALUES = {"priority": PRIORITIES}
NAMES = {
    "ticket.mail_held": "held back a mail: the address had too many",
    "ticket.survey_due": "saw that it was time to ask how the help was",
    "ticket.rated_low": "gave a low rating",
    "ticket.status_changed": "changed the status",
    "ticket.priority_changed": "changed the priority",
    "ticket.subject_changed": "changed the subject",
    "ticket.tags_changed": "changed the tags",
    "ticket.queue_changed": "moved the ticket to another queue",
    "ticket.type_changed": "changed the type",
    "ticket.custom_changed": "changed the fields",
    "ticket.status_label_changed": "changed the status",
    "ticket.assigned": "changed the assignee",
    "ticket.cc_changed": "changed who gets a copy",
    "ticket.watched": "had somebody watch the ticket",
    "ticket.unwatched": "had somebody no longer watch the ticket",
    "ticket.link_requested": "mailed a link, as somebody asked on the portal",
    "ticket.link_sent": "had a link mailed to the customer",
    "ticket.link_revoked": "took back a link",
    "ticket.shared": "made a link to share",
    "ticket.linked": "linked the ticket with another one",
    "ticket.unlinked": "took back the link with another ticket",
    "ticket.merged": "merged the ticket into another one",
    "ticket.absorbed": "merged another ticket into this one",
    "ticket.split": "made a ticket of its own out of a message",
    "ticket.woke": "took the ticket up again",
    "ticket.marked_spam": "marked the ticket as spam",
    "ticket.unmarked_spam": "took the ticket out of the spam",
    "ticket.erased": "erased what was written",
}

# Of oneself; whom a colleague was chosen as, ``sides`` says.
WATCHING = {"ticket.watched": "began to watch the ticket", "ticket.unwatched": "stopped watching the ticket"}


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
    """The people and keys of a workspace by id, and its own nouns."""

    people: Mapping[uuid.UUID, str]
    workspace: str
    nouns: Nouns

    def of_actor(self, event: Event) -> str:
        """Who did it."""
        if event.actor_id is None:
            return self.workspace
        # A customer who is not the requester any more was merged into the one who is.
        return self.people.get(event.actor_id, "Customer" if event.actor_kind == "customer" else "Somebody who left")

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
    if event.type == "ticket.snoozed":
        return f"put the ticket away until {absolute(datetime.datetime.fromisoformat(data['until']), datetime.UTC)}"
    if event.type in WATCHING and data["member_id"] == str(event.actor_id):
        return WATCHING[event.type]
    return NAMES.get(event.type, event.type)


def sides(event: Event, names: Names, revisions: Mapping[str, Revision]) -> tuple[str | None, str | None]:
    """Before and after, in words."""
    field, data = event.data.get("field"), event.data
    if "revision" in data:
        revision = revisions.get(data["revision"])
        spell = names.nouns.told if field == "custom" else spelled
        return (spell(revision.before), spell(revision.after)) if revision else (None, None)
    if field in {"queue", "type"}:
        return names.nouns.named(field, data["before"]), names.nouns.named(field, data["after"])
    if field == "custom_status":
        kind = data["status"]
        return names.nouns.status_of(kind, data["before"]).label, names.nouns.status_of(kind, data["after"]).label
    if field == "status":
        before = names.nouns.status_of(data["before"], data.get("label_before"))
        return before.label, names.nouns.status_of(data["after"], data.get("label_after")).label
    if event.type in WATCHING and data["member_id"] != str(event.actor_id):
        pair = ("nobody", names.of_member(data["member_id"]))
        return pair if event.type == "ticket.watched" else (pair[1], pair[0])
    if field == "assignee":
        return names.of_member(data["before"]), names.of_member(data["after"])
    if field in VALUES:
        return VALUES[field].get(data["before"], data["before"]), VALUES[field].get(data["after"], data["after"])
    return None, None


def spelled(value: Any) -> str:
    """A text, or tags in a line."""
    return (", ".join(value) or "none") if isinstance(value, list) else str(value)
