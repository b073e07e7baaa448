"""Say whose article it is."""

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Membership
from knowledge.actions.kit import lock_article, save_change
from knowledge.fields import clean_author
from knowledge.models import Article


def set_author(article: Article, *, actor: Actor, author: Membership | None) -> Article:
    """The article of this member, or of nobody; the same one changes nothing. Raises Invalid for a stranger,
    NotFound."""
    locked = lock_article(article, actor=actor)
    after = clean_author(actor.workspace, author)
    before, found = locked.author_id, after.pk if after else None
    if before == found:
        return locked
    locked.author = after
    data = {"before": str(before) if before else None, "after": str(found) if found else None}
    save_change(locked, "article.author_changed", actor=actor, fields=["author"], data=data)
    return locked
