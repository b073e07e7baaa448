"""The tree of categories, and the order of what stands beside one another."""

import uuid
from collections.abc import Sequence

from django.db import models

from helpdesk.accounts.models import Workspace
from helpdesk.lib.errors import Invalid
from knowledge.models import Article, Category

MAX_DEPTH = 5


def take_turns(workspace: Workspace) -> None:
    """Changes of the tree wait for one another: two categories moved into each other at once would hang in the air."""
    Workspace.objects.select_for_update(no_key=True).get(pk=workspace.pk)


def parents_of(workspace: Workspace) -> dict[uuid.UUID, uuid.UUID | None]:
    """Every category of a workspace with the one that it is in."""
    return dict(workspace.categories.values_list("pk", "parent_id"))


def line_of(category_id: uuid.UUID | None, parents: dict[uuid.UUID, uuid.UUID | None]) -> list[uuid.UUID]:
    """A category and those around it, the innermost first."""
    line: list[uuid.UUID] = []
    while category_id is not None and category_id not in line:
        line.append(category_id)
        category_id = parents.get(category_id)
    return line


def check_place(category: Category | None, parent: Category | None, workspace: Workspace) -> None:
    """Raises Invalid for a place in itself, too deep, or in another workspace. ``category`` is None for a new one."""
    if parent is None:
        return
    if parent.workspace_id != workspace.pk:
        raise Invalid("Invalid parent", code="choice", field="parent", hint="Choose a category of this workspace")
    parents = parents_of(workspace)
    if parent.pk not in parents:
        raise Invalid("Invalid parent", code="choice", field="parent", hint="Choose a category of this workspace")
    above = line_of(parent.pk, parents)
    if category is not None and category.pk in above:
        raise Invalid("A category cannot be in itself", field="parent", hint="Choose a category outside it")
    if len(above) + height_of(category, parents) > MAX_DEPTH:
        raise Invalid(
            f"Categories go {MAX_DEPTH} levels deep", code="too_deep", field="parent", hint="Choose one further up"
        )


def height_of(category: Category | None, parents: dict[uuid.UUID, uuid.UUID | None]) -> int:
    """How many levels a category and what is in it take."""
    if category is None:
        return 1
    lines = (line_of(one, parents) for one in parents)
    return max((line.index(category.pk) + 1 for line in lines if category.pk in line), default=1)


def last_position(rows: "models.QuerySet[Article] | models.QuerySet[Category]") -> int:
    """The place after all of these."""
    last: int | None = rows.aggregate(last=models.Max("position"))["last"]
    return 0 if last is None else last + 1


def put_at(row: Article | Category, position: int | None, beside: Sequence[Article] | Sequence[Category]) -> None:
    """Give a row its place among its neighbours (the end for None), and each of those theirs; saves what moved.

    ``beside`` comes locked and in order; it may hold the row itself.
    """
    others = [other for other in beside if other.pk != row.pk]
    place = len(others) if position is None else min(position, len(others))
    for number, one in enumerate([*others[:place], row, *others[place:]]):
        if one.position != number:
            one.position = number
            one.save(update_fields=["position"])
