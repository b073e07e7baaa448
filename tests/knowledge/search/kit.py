"""Articles written and indexed in a line."""

from typing import Any

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Workspace
from helpdesk.events.unit import unit_of_work
from knowledge.actions.create_article import create_article
from knowledge.actions.publish_article import publish_article
from knowledge.actions.update_article import update_article
from knowledge.models import Article, Category
from knowledge.search import Found, search_articles
from knowledge.search.index import index_now
from tests.knowledge.kit import do


def index(article: Article) -> None:
    """What the handler does."""
    with unit_of_work():
        index_now(article.pk, article.workspace_id)


def publish(actor: Actor, category: Category, title: str, body: str = "Some text.", **more: Any) -> Article:
    """A published article that search knows; ``de`` and ``ar`` are titles in other languages."""
    language = more.pop("language", "en")
    other = {code: more.pop(code) for code in ("de", "ar") if code in more}
    made: Article = do(
        create_article, actor=actor, category=category, language=language, title=title, body=body, **more
    )
    for code, words in other.items():
        do(update_article, made, actor=actor, language=code, title=words, body=words)
    made = do(publish_article, made, actor=actor)
    index(made)
    return made


def found(workspace: Workspace, words: str, *, actor: Actor | None = None, language: str = "en", **more: Any) -> Found:
    """Search as a door does."""
    return search_articles(workspace, actor=actor, words=words, languages=[language], **more)


def titles(workspace: Workspace, words: str, **more: Any) -> list[str]:
    """The titles that were found."""
    return [hit.title for hit in found(workspace, words, **more).hits]
