"""Which article an address means: the one with this slug, one that had it, one named by its id, or a translation."""

import uuid
from collections.abc import Sequence

from helpdesk.accounts.models import Workspace
from knowledge.models import ArticleText
from knowledge.models.article import ArticleQuerySet
from knowledge.slugs import slug_of
from portal.knowledge.addresses import named_id
from portal.knowledge.languages import best_of


def text_at(
    workspace: Workspace, readable: ArticleQuerySet, *, slug: str, languages: Sequence[str]
) -> ArticleText | None:
    """The text whose address this is, in the first of the languages that has it; with its article."""
    texts = workspace.article_texts.filter(slug=slug, language__in=languages, article__in=readable.order_by())
    found = {text.language: text for text in texts.select_related("article")}
    return next((found[language] for language in languages if language in found), None)


def text_meant(
    workspace: Workspace, readable: ArticleQuerySet, *, name: str, languages: Sequence[str]
) -> ArticleText | None:
    """Where to lead whoever came to an address that no text has now, or has in another language."""
    article_id = named_id(name)
    if article_id is not None:
        return best_text(workspace, readable, article_id, languages)
    slug = slug_of(name)
    now = text_at(workspace, readable, slug=slug, languages=languages)
    if now is not None:
        return best_text(workspace, readable, now.article_id, languages)
    former = workspace.former_slugs.filter(slug=slug, language__in=languages).values_list("language", "article_id")
    owners = dict(former)
    owner = next((owners[language] for language in languages if language in owners), None)
    return best_text(workspace, readable, owner, languages) if owner else None


def best_text(
    workspace: Workspace, readable: ArticleQuerySet, article_id: uuid.UUID, languages: Sequence[str]
) -> ArticleText | None:
    """What an article says in the first of these languages, else in any; None where the reader may not see it."""
    texts = workspace.article_texts.filter(article__in=readable.order_by().filter(pk=article_id))
    found = {text.language: text for text in texts.select_related("article")}
    return best_of(found, languages, workspace) if found else None
