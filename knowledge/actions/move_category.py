"""Put a category elsewhere."""

from helpdesk.accounts.actors import Actor
from knowledge.actions.kit import lock_category, note_category, require_staff
from knowledge.fields import clean_position
from knowledge.models import Category
from knowledge.tree import check_place, put_at, take_turns


def move_category(
    category: Category, *, actor: Actor, parent: Category | None, position: int | None = None
) -> Category:
    """The category in this parent (None: at the top), at this place among its neighbours, 0 first, None last.

    Raises Invalid for a place in itself or too deep, NotFound.
    """
    require_staff(actor)
    workspace = actor.workspace
    take_turns(workspace)
    locked = lock_category(category, actor=actor)
    place = None if position is None else clean_position(position)
    check_place(locked, parent, workspace)
    before = (locked.parent_id, locked.position)
    if locked.parent_id != (parent.pk if parent else None):
        locked.parent = parent
        locked.save(update_fields=["parent"])
    beside = workspace.categories.select_for_update().filter(parent=parent).order_by("position", "id")
    put_at(locked, place, list(beside))
    if (locked.parent_id, locked.position) != before:
        note_category("category.moved", locked, actor=actor, data={})
    return locked
