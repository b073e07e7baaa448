"""Let readers find an article."""

from helpdesk.accounts.actors import Actor
from helpdesk.events.unit import current_unit
from knowledge.actions.kit import lock_article, save_change
from knowledge.models import Article
from knowledge.state import require_text, settle


def publish_article(article: Article, *, actor: Actor, expected_version: int | None = None) -> Article:
    """The article, published; repeating it changes nothing.

    It keeps the date on which it was first published. Raises Invalid while a text is empty, Stale, NotFound.
    """
    locked = lock_article(article, actor=actor, expected_version=expected_version)
    if locked.state == Article.State.PUBLISHED:
        return locked
    require_text(locked)
    before, now = locked.state, current_unit().now
    settle(locked, now)
    locked.state, locked.publish_at = Article.State.PUBLISHED, None
    locked.published_at = locked.published_at or now
    save_change(
        locked,
        "article.published",
        actor=actor,
        fields=["state", "publish_at", "published_at"],
        data={"before": before},
    )
    return locked
