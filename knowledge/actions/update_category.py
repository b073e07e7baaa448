"""Change what a category is called in one language, or say it in another."""

from helpdesk.accounts.actors import Actor
from helpdesk.lib.errors import Invalid
from knowledge.actions.kit import lock_category, note_category
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


def update_category(
    category: Category,
    *,
    actor: Actor,
    language: str,
    name: str | None = None,
    description: str | None = None,
    slug: str | None = None,
) -> Category:
    """The category with this text; None leaves a part as it is, an empty slug is made of the name anew.

    Raises Invalid naming the field (a first text in a language needs a name), Conflict for a slug that is taken,
    NotFound.
    """
    locked = lock_category(category, actor=actor)
    clean_language(actor.workspace, language)
    known = locked.texts.filter(language=language).first()
    if known is None and name is None:
        raise Invalid("name is required", code="required", field="name", hint="Say it in a few words")
    text = known or CategoryText(workspace=actor.workspace, category=locked, language=language)
    text.workspace = actor.workspace
    before = (text.name, text.description, text.slug)
    if name is not None:
        text.name = clean_line(name, "name", longest=MAX_NAME)
    if description is not None:
        text.description = clean_line(description, "description", longest=MAX_DESCRIPTION, required=False)
    given = text.slug if slug is None else clean_slug(slug, longest=MAX_CATEGORY_SLUG)
    if known is not None and (text.name, text.description, given) == before:
        return locked
    save_under_slug(text, given=given, name=text.name, longest=MAX_NAME)
    note_category("category.changed", locked, actor=actor, data={"language": language})
    return locked
