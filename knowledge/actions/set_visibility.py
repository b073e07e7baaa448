"""Say who reads an article."""

from helpdesk.accounts.actors import Actor
from knowledge.actions.kit import lock_article, note_article, save_change
from knowledge.fields import clean_one_of
from knowledge.models import Article


def set_visibility(article: Article, *, actor: Actor, to: str) -> Article:
    """The article for everybody (``public``) or for members only; the same again changes nothing. Raises Invalid,
    NotFound."""
    locked = lock_article(article, actor=actor)
    after = clean_one_of(to, Article.Visibility.values, "visibility")
    before = str(locked.visibility)
    if before == after:
        return locked
    locked.visibility = after
    change = {"before": before, "after": after}
    note_article(
        "article.visibility_changed",
        locked,
        actor=actor,
        before={"visibility": before},
        after={"visibility": after},
    )
    save_change(locked, "article.visibility_changed", actor=actor, fields=["visibility"], data=change)
    return locked
