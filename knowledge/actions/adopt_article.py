"""Tie an article to the file that imports find it in."""

from helpdesk.accounts.actors import Actor
from helpdesk.lib.errors import Conflict
from knowledge.actions.kit import lock_article, save_change
from knowledge.addresses import taken_once
from knowledge.fields import MAX_SOURCE, clean_line
from knowledge.models import Article


def adopt_article(article: Article, *, actor: Actor, source: str) -> Article:
    """The article, from now on the one that this source makes; repeating it changes nothing.

    Raises Conflict for one that another source makes, or a source that makes another, Invalid, NotFound.
    """
    locked = lock_article(article, actor=actor)
    tidy = clean_line(source, "source", longest=MAX_SOURCE)
    if locked.source == tidy:
        return locked
    if locked.source:
        raise Conflict("Another file makes this article", code="in_use", field="source", hint="Give it another slug")
    locked.source = tidy
    with taken_once():
        save_change(locked, "article.adopted", actor=actor, fields=["source"])
    return locked
