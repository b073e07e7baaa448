"""Make a place for articles."""

from helpdesk.accounts.actors import Actor
from helpdesk.events.unit import current_unit
from knowledge.actions.kit import note_category, require_staff
from knowledge.addresses import save_under_slug
from knowledge.fields import (
    MAX_CATEGORY_SLUG,
    MAX_DESCRIPTION,
    MAX_NAME,
    clean_language,
    clean_line,
    clean_slug,
)
from knowledge.models import Category, CategoryText
from knowledge.tree import check_place, last_position, take_turns


def create_category(
    *, actor: Actor, name: str, language: str, parent: Category | None = None, description: str = "", slug: str = ""
) -> Category:
    """A new category, the last in its parent or at the top; without a slug its name makes one.

    Raises Invalid naming the field, Conflict for a slug that is taken, Forbidden for a customer.
    """
    require_staff(actor)
    workspace = actor.workspace
    text = CategoryText(
        workspace=workspace,
        language=clean_language(workspace, language),
        name=clean_line(name, "name", longest=MAX_NAME),
        description=clean_line(description, "description", longest=MAX_DESCRIPTION, required=False),
    )
    given = clean_slug(slug, longest=MAX_CATEGORY_SLUG)
    take_turns(workspace)
    check_place(None, parent, workspace)
    category = Category(workspace=workspace, parent=parent, created_at=current_unit().now)
    category.position = last_position(workspace.categories.filter(parent=parent))
    category.save(force_insert=True)
    text.category = category
    save_under_slug(text, given=given, name=text.name, longest=MAX_NAME)
    note_category("category.created", category, actor=actor, data={"language": text.language})
    return category
