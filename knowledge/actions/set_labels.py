"""Replace the labels of an article."""

from collections.abc import Iterable

from helpdesk.accounts.actors import Actor
from knowledge.actions.kit import lock_article, save_change
from knowledge.fields import clean_labels
from knowledge.models import Article


def set_labels(article: Article, *, actor: Actor, labels: Iterable[str]) -> Article:
    """The article with exactly these labels; the same ones change nothing. Raises Invalid, NotFound."""
    locked = lock_article(article, actor=actor)
    after = clean_labels(labels)
    if locked.labels == after:
        return locked
    locked.labels = after
    save_change(locked, "article.labels_changed", actor=actor, fields=["labels"])
    return locked
