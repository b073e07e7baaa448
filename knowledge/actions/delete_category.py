"""Take a category away."""

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.audit import audit
from helpdesk.lib.errors import Conflict
from knowledge.actions.kit import lock_category, note_category, require_staff
from knowledge.models import Category
from knowledge.tree import take_turns


def delete_category(category: Category, *, actor: Actor) -> None:
    """An empty category goes. Raises Conflict while articles or categories are in it, NotFound."""
    require_staff(actor)
    take_turns(actor.workspace)
    locked = lock_category(category, actor=actor)
    if locked.children.exists():
        raise Conflict("There are categories in this category", code="in_use", hint="Move or delete them first")
    if locked.articles.exists():
        raise Conflict("There are articles in this category", code="in_use", hint="Move them to another category first")
    names = list(locked.texts.order_by("language").values_list("name", flat=True))
    audit(
        "category.deleted",
        actor=actor,
        subject_kind="category",
        subject_id=locked.pk,
        subject_name=names[0] if names else "",
        before={"names": names},
    )
    note_category("category.deleted", locked, actor=actor, data={})
    locked.delete()
