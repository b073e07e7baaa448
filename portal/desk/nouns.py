"""The workspace's own nouns as the desk offers and shows them: queues, statuses, types, custom fields, tags."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import OuterRef

from helpdesk.accounts.actors import Actor
from portal.custom_fields import worded
from portal.words import STATUSES
from workflow.models import CustomField

Rows = models.QuerySet[Any, Any]
Pairs = list[tuple[str, str]]

QUEUE = ("id", "name", "is_default")
STATUS = ("id", "label", "kind", "colour", "is_builtin", "archived_at")
TYPE = ("id", "name", "archived_at")
FIELD = (
    "id", "key", "label", "help_text", "kind", "choices", "retired_choices", "is_required", "archived_at", "asked_in",
)  # fmt: skip
TAG = ("name", "colour")
MOST_TAGS = 500


def nouns(actor: Actor) -> list[tuple[Rows, Sequence[str]]]:
    """Questions about a workspace, as parts of another query, with the columns wanted of each."""
    workspace = actor.workspace
    asked_in = CustomField.queues.through.objects.filter(customfield=OuterRef("pk")).values("queue_id")
    return [
        (workspace.queues.visible_to(actor), QUEUE),
        (workspace.custom_statuses.order_by("position", "id"), STATUS),
        (workspace.ticket_types.order_by("position", "id"), TYPE),
        (workspace.custom_fields.annotate(asked_in=ArraySubquery(asked_in)).order_by("position", "id"), FIELD),
        (workspace.tags.order_by("name")[:MOST_TAGS], TAG),
    ]


@dataclass(frozen=True)
class StatusWord:
    """How a status is shown; a ``colour`` only where the workspace chose one."""

    label: str
    colour: str = ""


@dataclass(frozen=True)
class Asked:
    """A custom field and the queues it is asked for in, none meaning all."""

    field: CustomField
    queues: frozenset[int]

    def belongs_to(self, queue_id: int | None) -> bool:
        """Whether it is asked for in a queue."""
        return self.field.archived_at is None and (not self.queues or queue_id in self.queues)


@dataclass(frozen=True)
class Nouns:
    """Everything of a workspace that its tickets can be given."""

    queues: dict[int, str]
    default_queue: int | None
    kinds: dict[str, StatusWord]
    own: dict[int, tuple[str, StatusWord, bool]]
    types: dict[int, tuple[str, bool]]
    fields: list[Asked]
    colours: Mapping[str, str]

    def status_of(self, kind: str, own_id: int | None) -> StatusWord:
        """How a ticket's status is shown."""
        own = self.own.get(own_id) if own_id is not None else None
        return own[1] if own else self.kinds[kind]

    def status_choices(self, chosen: int | None = None) -> Pairs:
        """Each kind and behind it the workspace's own words of it; a word no longer offered only where it is chosen."""
        found: Pairs = []
        for kind, word in self.kinds.items():
            found.append((kind, word.label))
            found += [
                (str(own_id), own.label)
                for own_id, (own_kind, own, is_offered) in self.own.items()
                if own_kind == kind and (is_offered or own_id == chosen)
            ]
        return found

    def status_names(self) -> Pairs:
        """What a list can be narrowed to: the kinds, and every word of the workspace's own."""
        named = [(kind, word.label) for kind, word in self.kinds.items()]
        return named + [(word.label, word.label) for _kind, word, _offered in self.own.values()]

    def queue_names(self) -> Pairs:
        """The same of queues, where there is more than one."""
        return [(name, name) for name in self.queues.values()] if len(self.queues) > 1 else []

    def queue_choices(self) -> Pairs:
        """The queues that the actor sees."""
        return [(str(queue_id), name) for queue_id, name in self.queues.items()]

    def type_choices(self, chosen: int | None = None) -> Pairs:
        """The types; one no longer offered only where it is chosen."""
        found = self.types.items()
        return [(str(type_id), name) for type_id, (name, offered) in found if offered or type_id == chosen]

    def fields_in(self, queue_id: int, values: Mapping[str, Any]) -> list[CustomField]:
        """The fields that a ticket of this queue with these values shows."""
        return [asked.field for asked in self.fields if asked.belongs_to(queue_id) or asked.field.key in values]

    def named(self, field: str, row_id: int | None) -> str:
        """A queue or type that an event names by its id."""
        if row_id is None:
            return "none"
        if field == "queue":
            return self.queues.get(row_id, "another queue")
        return self.types[row_id][0] if row_id in self.types else "a type that is gone"

    def told(self, values: Mapping[str, Any]) -> str:
        """Values of custom fields in a line, under the names of those that are declared."""
        labels = {asked.field.key: asked.field.label for asked in self.fields}
        return "; ".join(
            f"{labels.get(key, key)}: {'none' if value is None else worded(value)}" for key, value in values.items()
        )

    def chips(self, tags: Sequence[str]) -> Pairs:
        """Tags with their colours."""
        return [(tag, self.colours.get(tag, "")) for tag in tags]

    def spelled(self, tags: Sequence[str]) -> list[str]:
        """Tags as the workspace spells them, where it knows them under other capitals."""
        known = {name.casefold(): name for name in self.colours}
        return [known.get(tag.casefold(), tag) for tag in tags]


def read_nouns(arrays: Sequence[list[list[Any]]]) -> Nouns:
    """The answers to the questions of ``nouns``, in their order."""
    queues, statuses, types, fields, tags = arrays
    own, kinds = {}, {kind: StatusWord(name) for kind, name in STATUSES.items()}
    for status_id, label, kind, colour, is_builtin, archived_at in statuses:
        if is_builtin:
            kinds[kind] = StatusWord(label, colour)
        else:
            own[status_id] = (kind, StatusWord(label, colour), archived_at is None)
    return Nouns(
        queues={queue_id: name for queue_id, name, _ in queues},
        default_queue=next((queue_id for queue_id, _, is_default in queues if is_default), None),
        kinds=kinds,
        own=own,
        types={type_id: (name, archived_at is None) for type_id, name, archived_at in types},
        fields=[read_field(row) for row in fields],
        colours=dict(tags),
    )


def read_field(row: Sequence[Any]) -> Asked:
    """One custom field."""
    values = dict(zip(FIELD, row, strict=True))
    queues = frozenset(values.pop("asked_in"))
    return Asked(CustomField(**values), queues)
