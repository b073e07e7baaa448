"""The index of what articles say, kept after the fact."""

import uuid
from typing import Any

from django.db import connection

from helpdesk.accounts.models import Workspace
from helpdesk.events.models import Event
from helpdesk.events.unit import unit_of_work
from knowledge.models import Article, ArticleText
from knowledge.search.document import Said, document_of, members_marker, public_marker
from knowledge.search.texts import words_of
from knowledge.search.vocabulary import Counted, count_words, difference, lock_words, recount_words

BATCH = 500

INDEXED = "SELECT language, tsvector_to_array(document) FROM knowledge_articleentry WHERE article_id = %s"
REMOVE = "DELETE FROM knowledge_articleentry WHERE article_id = %s AND language = ANY(%s)"
PUT = """
    INSERT INTO knowledge_articleentry AS entry (id, workspace_id, article_id, language, plain, document)
    VALUES (gen_random_uuid(), %s, %s, %s, %s, %s::tsvector)
    ON CONFLICT (article_id, language) DO UPDATE SET plain = excluded.plain, document = excluded.document
    RETURNING tsvector_to_array(document)
"""


def index_article(event: Event) -> None:
    """Handler: whatever happened to an article, index it again as it is now."""
    index_now(event.subject_id, event.workspace_id)


def index_now(article_id: uuid.UUID, workspace_id: uuid.UUID) -> None:
    """Put the words of an article's texts into the index in place of what was there; only what is published is there.

    An article that is gone took its entries with it; ``recount_words`` mends the counts.
    """
    workspace = Workspace.objects.get(pk=workspace_id)
    # Locked, because of two that index it at once the one that read less must not write last.
    article = workspace.articles.select_for_update(no_key=True).filter(pk=article_id).first()
    if article is None:
        return
    lock_words(workspace_id)
    texts = article.texts.order_by("language") if article.state == Article.State.PUBLISHED else ()
    before = {language: counted(lexemes, workspace_id) for language, lexemes in rows(INDEXED, [article_id])}
    after = {text.language: put_text(text, article) for text in texts}
    if gone := sorted(before.keys() - after.keys()):
        with connection.cursor() as cursor:
            cursor.execute(REMOVE, [article_id, gone])
    for language in sorted(before.keys() | after.keys()):
        change = difference(before.get(language, Counted()), after.get(language, Counted()))
        count_words(workspace_id, language, change)


def put_text(text: ArticleText, article: Article) -> Counted:
    """Index one text; returns what stands in the index now."""
    words = words_of(text.body)
    said = Said(text.language, text.title, words.headings, words.plain, besides_of(article.labels, text.slug))
    is_public = article.visibility == Article.Visibility.PUBLIC
    markers = markers_of(text.workspace_id, is_public=is_public)
    parameters = [text.workspace_id, text.article_id, text.language, words.plain, document_of(said, markers)]
    ((lexemes,),) = rows(PUT, parameters)
    return counted(lexemes, text.workspace_id)


def besides_of(labels: list[str], slug: str) -> str:
    """What readers look for though no line of the text says it."""
    return " ".join([*labels, slug.replace("-", " ")])


def markers_of(workspace_id: uuid.UUID, *, is_public: bool) -> list[str]:
    """The lexemes that say who may find a text."""
    return [members_marker(workspace_id), *([public_marker(workspace_id)] if is_public else [])]


def counted(lexemes: list[str], workspace_id: uuid.UUID) -> Counted:
    """What an indexed text adds to the vocabulary."""
    return Counted(frozenset(lexemes), public_marker(workspace_id) in lexemes)


def rows(statement: str, parameters: list[Any]) -> list[tuple[Any, ...]]:
    """The answer to a statement."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall()


def reindex_articles(workspace: Workspace) -> None:
    """Index all of a workspace's articles, each in a unit of work of its own, and count its words again.

    For what was written silently (a demo, a restored copy); must not be called inside a unit of work.
    """
    after = uuid.UUID(int=0)
    while ids := list(workspace.articles.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        for article_id in ids:
            with unit_of_work():
                index_now(article_id, workspace.pk)
        after = ids[-1]
    with unit_of_work():
        recount_words(workspace.pk, public_marker(workspace.pk))


def recount_all_words() -> None:
    """Count the words of every workspace again; run by the schedule."""
    for workspace in Workspace.objects.filter(words__isnull=False).distinct():
        with unit_of_work():
            recount_words(workspace.pk, public_marker(workspace.pk))
