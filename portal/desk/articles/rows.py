"""Reading a page of the list of articles, by position: no counts, no offsets."""

import uuid
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleLessThan
from django.utils import timezone

from helpdesk.accounts.models import Workspace
from helpdesk.http.keyset import Position
from knowledge.models import Article
from portal.desk.articles.filters import Filters

PAGE_SIZE = 30
MAX_WORDS = 8
COLUMNS = ("id", "category_id", "state", "visibility", "labels", "publish_at", "updated_at", "author__user__name")
Row = dict[str, Any]


def read_rows(
    workspace: Workspace, filters: Filters, inside: list[uuid.UUID] | None, position: Position | None
) -> list[Row]:
    """Up to a page of articles and one more, last changed first, each with its texts' languages and titles."""
    found = narrowed(workspace, filters, inside)
    if position is not None:
        found = found.filter(TupleLessThan(Tuple(F("updated_at"), F("id")), (position.created_at, position.id)))
    rows = list(found.order_by("-updated_at", "-id").values(*COLUMNS)[: PAGE_SIZE + 1])
    for row in rows:
        row["state"] = settled(row)
    add_titles(workspace, rows)
    return rows


def settled(row: Row) -> str:
    """Where an article stands now: published from its moment on, whether or not the schedule came by."""
    moment = row["publish_at"]
    is_due = row["state"] == Article.State.SCHEDULED and moment is not None and moment <= timezone.now()
    return str(Article.State.PUBLISHED if is_due else row["state"])


def narrowed(workspace: Workspace, filters: Filters, inside: list[uuid.UUID] | None) -> QuerySet[Article]:
    """The articles that were asked for; those of some categories where these are given."""
    found: QuerySet[Article] = workspace.articles.all()
    if inside is not None:
        found = found.filter(category__in=inside)
    if filters.state:
        found = found.filter(state=filters.state)
    if filters.visibility:
        found = found.filter(visibility=filters.visibility)
    if filters.label:
        found = found.filter(labels__contains=[filters.label])
    texts = workspace.article_texts.filter(article=OuterRef("pk"))
    if filters.language:
        texts = texts.filter(language=filters.language)
    for word in filters.q.split()[:MAX_WORDS]:
        texts = texts.filter(title__icontains=word)
    return found.filter(Exists(texts)) if filters.language or filters.q else found


def add_titles(workspace: Workspace, rows: list[Row]) -> None:
    """Put into each row ``titles``, by language in the order of the codes."""
    texts = workspace.article_texts.filter(article__in=[row["id"] for row in rows]).order_by("language")
    titles: dict[uuid.UUID, dict[str, str]] = {row["id"]: {} for row in rows}
    for article, language, title in texts.values_list("article", "language", "title"):
        titles[article][language] = title
    for row in rows:
        row["titles"] = titles[row["id"]]
