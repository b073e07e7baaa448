"""Where an article stands. A scheduled one is published from its moment on, whether or not the schedule came by."""

import datetime

from helpdesk.lib.errors import Conflict, Invalid
from knowledge.models import Article

State = Article.State


def settle(article: Article, now: datetime.datetime) -> None:
    """Make a scheduled article whose moment has come a published one, in memory: whoever changes its state saves."""
    if article.state == State.SCHEDULED and article.publish_at is not None and article.publish_at <= now:
        article.state = State.PUBLISHED
        article.published_at = article.published_at or article.publish_at
        article.publish_at = None


def require_text(article: Article) -> None:
    """Raises Invalid for an article that would show an empty page, in any language."""
    for text in article.texts.all():
        if not text.body.strip():
            message = f"There is no text yet ({text.language})"
            raise Invalid(message, code="required", field="body", hint="Write it before readers can find it")


def is_open_to_readers(article: Article) -> bool:
    """Whether readers find it, or are about to."""
    return article.state in {State.PUBLISHED, State.SCHEDULED}


def require_deletable(article: Article) -> None:
    """Raises Conflict for what readers may have links to, or may find now."""
    if article.published_at is not None or is_open_to_readers(article):
        hint = "Archive it: links to it then lead nowhere, and its history stays"
        raise Conflict("This article was published", code="published", hint=hint)
