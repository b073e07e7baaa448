"""What a change of many says and did, in words."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helpdesk.accounts.models import Workspace
from portal.desk.nouns import Nouns
from portal.words import PRIORITIES

LABELS = {
    "queue": gettext_lazy("Queue"),
    "status": gettext_lazy("Status"),
    "assignee": gettext_lazy("Assignee"),
    "priority": gettext_lazy("Priority"),
    "tags": gettext_lazy("Tags"),
    "add_tags": gettext_lazy("Add tags"),
    "remove_tags": gettext_lazy("Remove tags"),
    "spam": gettext_lazy("Spam"),
}
STATES = {
    "waiting": gettext_lazy("Waiting"),
    "changed": gettext_lazy("Changed"),
    "same": gettext_lazy("Same"),
    "refused": gettext_lazy("Refused"),
    "running": gettext_lazy("Running"),
    "done": gettext_lazy("Done"),
    "stopped": gettext_lazy("Stopped"),
}


@dataclass(frozen=True)
class Line:
    """One field, before and after; what is only asked for has no before."""

    label: str
    after: str
    before: str | None = None


@dataclass(frozen=True)
class Words:
    """Names for the ids in changes and rows; ``people`` by id."""

    nouns: Nouns
    people: Mapping[str, str]

    def asked(self, changes: Mapping[str, Any]) -> list[Line]:
        """What a change is to do."""
        return [Line(str(LABELS[name]), self.value(name, changes[name])) for name in LABELS if name in changes]

    def lines(self, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Line]:
        """What it did to one ticket."""
        return [
            Line(str(LABELS[name]), self.value(name, after[name]), self.value(name, before[name]))
            for name in LABELS
            if name in after
        ]

    def value(self, name: str, value: Any) -> str:
        """One value; what is gone or hidden says so."""
        if name == "status":
            return self.status(value)
        if name == "queue":
            return self.nouns.queues.get(value, _("a queue that you do not see"))
        if name == "assignee":
            return self.people.get(value, _("somebody who left")) if value else _("nobody")
        if name == "priority":
            return PRIORITIES[value]
        if name == "spam":
            return _("yes") if value else _("no")
        return ", ".join(value) or _("none")

    def status(self, value: str | int) -> str:
        """A kind, or the workspace's own word."""
        if isinstance(value, str):
            return self.nouns.kinds[value].label
        own = self.nouns.own.get(value)
        return own[1].label if own else _("a status that is gone")


def words_for(workspace: Workspace, nouns: Nouns, values: Iterable[Mapping[str, Any]]) -> Words:
    """The names that these values need, with one look at the members."""
    ids = {uuid.UUID(one["assignee"]) for one in values if one.get("assignee")}
    members = workspace.memberships.filter(pk__in=ids).values_list("id", "user__name") if ids else []
    return Words(nouns, {str(member_id): name for member_id, name in members})
