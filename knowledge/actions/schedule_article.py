"""Let readers find an article later."""

import datetime

from helpdesk.accounts.actors import Actor
from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import Conflict
from knowledge.actions.kit import lock_article, save_change
from knowledge.fields import clean_moment
from knowledge.models import Article
from knowledge.state import require_text, settle


def schedule_article(article: Article, *, actor: Actor, at: datetime.datetime) -> Article:
    """The article, to be published at a moment; the same moment again changes nothing.

    Raises Invalid for a moment that has passed, or while a text is empty, Conflict for a published one, NotFound.
    """
    locked = lock_article(article, actor=actor)
    now = current_unit().now
    settle(locked, now)
    if locked.state == Article.State.PUBLISHED:
        raise Conflict("It is published already", code="published", hint="Take it back to draft first")
    moment = clean_moment(at, now)
    if locked.state == Article.State.SCHEDULED and locked.publish_at == moment:
        return locked
    require_text(locked)
    before = locked.state
    locked.state, locked.publish_at = Article.State.SCHEDULED, moment
    data = {"before": before, "publish_at": moment.isoformat()}
    save_change(locked, "article.scheduled", actor=actor, fields=["state", "publish_at"], data=data)
    return locked
