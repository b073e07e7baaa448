"""What a list shows of a row."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.utils import label_for_field, lookup_field
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Cell:
    """``moment`` for a point in time, ``text`` for all else, under the ``label`` of its column."""

    label: str
    text: str = ""
    moment: datetime.datetime | None = None


def cells_of(row: models.Model, names: tuple[str, ...], screen: Any) -> list[Cell]:
    """The cells of a row, in the order of its columns."""
    return [cell_of(row, name, screen) for name in names]


def cell_of(row: models.Model, name: str, screen: Any) -> Cell:
    """One of them: of a column of the row, or of a method of row or screen."""
    label = heading(name, screen)
    field, _attribute, value = lookup_field(name, row, screen)
    if isinstance(value, datetime.datetime):
        return Cell(label, moment=value)
    if field is not None and getattr(field, "choices", None):
        value = getattr(row, f"get_{field.name}_display")()
    return Cell(label, text=in_words(value))


def heading(name: str, screen: Any) -> str:
    """What stands over a column."""
    label = screen.labels.get(name) or label_for_field(name, screen.model, screen)
    return capfirst(str(label))


def in_words(value: Any) -> str:
    """A value as people read it."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)
