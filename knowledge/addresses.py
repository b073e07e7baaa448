"""Under which slug a text is saved, and where the slugs lead that it had before."""

import contextlib
from collections.abc import Iterator

from django.db import IntegrityError, transaction

from helpdesk.lib.errors import Conflict
from knowledge.models import ArticleText, CategoryText, FormerSlug
from knowledge.slugs import NAMELESS, RESERVED, numbered, slug_of

# Constraint of the database -> the field at fault, and what is wrong with it.
TAKEN = {
    "one_article_per_slug": ("slug", "Another article has this slug"),
    "one_category_per_slug": ("slug", "Another category has this slug"),
    "one_text_per_article_language": ("language", "This translation was added at the same moment"),
    "one_article_per_source": ("source", "This source was imported at the same moment"),
}

# So many articles may share a title before theirs end in a piece of their id; so many others may be quicker.
NUMBERS = 50
TRIES = 6


def save_under_slug(text: ArticleText | CategoryText, *, given: str, name: str, longest: int) -> None:
    """Save the text under the slug given, or under the first free one made of its name, however close the race.

    Raises Conflict when the given one belongs to another.
    """
    if given:
        text.slug = given
        with taken_once():
            text.save()
        return
    base = slug_of(name, longest=longest) or NAMELESS
    for attempt in range(TRIES + 1):
        text.slug = free_slug(text, base) if attempt < TRIES else unmistakable(text, base)
        try:
            with taken_once():
                text.save()
        except Conflict as error:
            if error.field != "slug" or attempt == TRIES:
                raise
        else:
            return


def free_slug(text: ArticleText | CategoryText, base: str) -> str:
    """The first choice that nobody has at this moment."""
    choices = [numbered(base, number) for number in range(1, NUMBERS + 1)]
    beside = text.workspace.article_texts if isinstance(text, ArticleText) else text.workspace.category_texts
    found = beside.filter(language=text.language, slug__in=choices).exclude(pk=text.pk)
    taken = RESERVED | set(found.values_list("slug", flat=True))
    return next((choice for choice in choices if choice not in taken), unmistakable(text, base))


def unmistakable(text: ArticleText | CategoryText, base: str) -> str:
    """A slug that only this text can have."""
    return f"{base}-{text.pk.hex[-12:]}"


def claim_slug(text: ArticleText) -> None:
    """What leads to this text now leads nowhere else any more."""
    text.workspace.former_slugs.filter(language=text.language, slug=text.slug).delete()


def leave_slug(text: ArticleText, slug: str) -> None:
    """Old links of a text, or of a translation that goes, lead to its article from now on."""
    text.workspace.former_slugs.filter(language=text.language, slug=slug).delete()
    former = FormerSlug(workspace=text.workspace, article_id=text.article_id, language=text.language, slug=slug)
    former.save(force_insert=True)


@contextlib.contextmanager
def taken_once() -> Iterator[None]:
    """Turn a constraint on slugs and languages into a Conflict, leaving the transaction usable."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        diagnosis = getattr(error.__cause__, "diag", None)
        known = TAKEN.get(getattr(diagnosis, "constraint_name", None) or "")
        if known is None:
            raise
        field, message = known
        raise Conflict(message, code="taken", field=field, hint="Choose another") from error
