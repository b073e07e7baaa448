"""What a change of many tickets says: ids and closed values by field, as they are stored, and the rows they name."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Membership
from helpdesk.lib.errors import Invalid
from tickets.fields import clean_priority, clean_status, clean_tags
from workflow.models import CustomStatus, Queue

# ``status`` is a kind, or the id of a status of the workspace's own; ``assignee`` an id as text, or None for nobody.
FIELDS = ("queue", "status", "assignee", "priority", "add_tags", "remove_tags", "spam")


def clean_changes(changes: Mapping[str, Any]) -> dict[str, Any]:
    """The changes with their tags tidied. Raises Invalid where nothing is asked for, or two things that exclude one
    another."""
    found = {name: changes[name] for name in FIELDS if name in changes}
    for name in ("add_tags", "remove_tags"):
        tags = clean_tags(found.pop(name, []))
        if tags:
            found[name] = tags
    if not found:
        raise Invalid("Nothing would change", code="required", field="changes", hint="Choose what to change")
    both = set(found.get("add_tags", ())) & set(found.get("remove_tags", ()))
    if both:
        raise Invalid("A tag cannot be added and removed", field="remove_tags", hint=f"“{min(both)}” stands in both")
    if "spam" in found and "status" in found:
        hint = "Spam is closed, and what is no spam any more is open"
        raise Invalid("Choose a status or say whether it is spam", field="spam", hint=hint)
    return found


class Directory:
    """The rows that stored values name, as far as the actor may name them; each kind is read once."""

    def __init__(self, actor: Actor) -> None:
        self._workspace, self._actor = actor.workspace, actor
        self._members: dict[str, Membership | None] = {}

    def rows_of(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The values with rows in place of ids. Raises Invalid naming the field whose row is not there."""
        read: Mapping[str, Callable[[Any], Any]] = {
            "status": self.status,
            "queue": self.queue,
            "assignee": self.member,
            "priority": clean_priority,
        }
        return {name: read[name](value) if name in read else value for name, value in values.items()}

    def status(self, value: str | int) -> str | CustomStatus:
        """A kind, or one of the workspace's own words."""
        if isinstance(value, str):
            return clean_status(value)
        found = self._statuses.get(value)
        if found is None:
            raise Invalid("Invalid status", field="status", hint="Use a status of this workspace")
        return found

    def queue(self, value: int) -> Queue:
        """A queue that the actor sees."""
        found = self._queues.get(value)
        if found is None:
            raise Invalid("Invalid queue", field="queue", hint="Use a queue of this workspace")
        return found

    def member(self, value: str | None) -> Membership | None:
        """Somebody, or nobody."""
        if value is None:
            return None
        if value not in self._members:
            members = self._workspace.memberships.select_related("user", "workspace", "custom_role")
            self._members[value] = members.filter(pk=value).first()
        found = self._members[value]
        if found is None:
            raise Invalid("Invalid assignee", field="assignee", hint="Use an active agent or admin")
        return found

    @cached_property
    def _statuses(self) -> dict[int, CustomStatus]:
        return {row.pk: row for row in self._workspace.custom_statuses.all()}

    @cached_property
    def _queues(self) -> dict[int, Queue]:
        return {row.pk: row for row in self._workspace.queues.visible_to(self._actor)}
