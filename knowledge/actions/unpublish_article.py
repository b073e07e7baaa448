"""Take an article back to draft."""

from helpdesk.accounts.actors import Actor
from helpdesk.events.unit import current_unit
from knowledge.actions.kit import lock_article, save_change
from knowledge.models import Article
from knowledge.state import settle


def unpublish_article(article: Article, *, actor: Actor) -> Article:
    """The article as a draft, whatever it was; repeating it changes nothing. Raises NotFound."""
    locked = lock_article(article, actor=actor)
    settle(locked, current_unit().now)
    if locked.state == Article.State.DRAFT:
        return locked
    before = locked.state
    locked.state, locked.publish_at = Article.State.DRAFT, None
    save_change(
        locked,
        "article.unpublished",
        actor=actor,
        fields=["state", "publish_at", "published_at"],
        data={"before": before},
    )
    return locked
