"""Models out of the rows of a compiled query, which knows columns only."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import DEFAULT_DB_ALIAS, models

# What needs converting, or is big, is fetched when somebody asks for it.
LEFT_OUT = (models.BinaryField, models.JSONField)


@dataclass(frozen=True)
class Part:
    """One model in a row. ``path`` leads to it from the row's own, as in ``assignee__user``; that one has none."""

    path: str
    model: type[models.Model]
    names: tuple[str, ...]

    @property
    def columns(self) -> list[str]:
        """What to ask the queryset for."""
        return [f"{self.path}__{name}" if self.path else name for name in self.names]


def part(path: str, model: type[models.Model], *only: str) -> Part:
    """A part with these columns, or with all that come as they are; a column left out is fetched when it is used."""
    names = (
        field.attname
        for field in model._meta.concrete_fields
        if (field.primary_key or field.attname in only if only else not isinstance(field, LEFT_OUT))
    )
    return Part(path, model, tuple(names))


def columns(parts: Sequence[Part]) -> list[str]:
    """All that the parts need, in the order in which ``assemble`` expects it."""
    return [name for one in parts for name in one.columns]


def assemble(parts: Sequence[Part], row: Sequence[Any]) -> Any:
    """The row's own model, with the others where their paths lead; owners stand before what they own."""
    made: dict[str, Any] = {}
    start = 0
    for one in parts:
        values = row[start : start + len(one.names)]
        start += len(one.names)
        key = values[one.names.index(one.model._meta.pk.attname)]
        made[one.path] = None if key is None else one.model.from_db(DEFAULT_DB_ALIAS, one.names, values)
        owner, _, name = one.path.rpartition("__")
        if name and made[owner] is not None:
            made[owner]._meta.get_field(name).set_cached_value(made[owner], made[one.path])
    return made[""]
