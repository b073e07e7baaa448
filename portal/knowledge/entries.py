"""Articles as they stand in lists: title and address in the best language for the reader."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from helpdesk.accounts.models import Workspace
from knowledge.models import Article
from knowledge.models.article import ArticleQuerySet
from portal.knowledge.addresses import article_at
from portal.knowledge.languages import best_of, direction_of, name_of


@dataclass(frozen=True)
class Entry:
    """One line of a list; ``labels`` are for choosing, not for showing."""

    article_id: uuid.UUID
    language: str
    title: str
    address: str
    is_internal: bool
    labels: frozenset[str]

    @property
    def language_name(self) -> str:
        """What the language calls itself."""
        return name_of(self.language)

    @property
    def direction(self) -> str:
        """Which way the title is written."""
        return direction_of(self.language)


def read_entries(workspace: Workspace, articles: ArticleQuerySet, *, language: str) -> dict[uuid.UUID, Entry]:
    """The entries of some articles by id, in one statement; ``articles`` are those that the reader may see."""
    rows = workspace.article_texts.filter(article__in=articles.order_by()).values_list(
        "article_id", "language", "title", "slug", "article__visibility", "article__labels"
    )
    found: dict[uuid.UUID, dict[str, Entry]] = {}
    for article_id, code, title, slug, visibility, labels in rows:
        entry = Entry(
            article_id=article_id,
            language=code,
            title=title,
            address=article_at(workspace.slug, code, slug),
            is_internal=visibility == Article.Visibility.MEMBERS,
            labels=frozenset(labels),
        )
        found.setdefault(article_id, {})[code] = entry
    return {article_id: best_of(texts, [language], workspace) for article_id, texts in found.items()}


def in_given_order(ids: Iterable[uuid.UUID], entries: dict[uuid.UUID, Entry]) -> list[Entry]:
    """The entries of these ids, as far as there are any."""
    return [entries[article_id] for article_id in ids if article_id in entries]
