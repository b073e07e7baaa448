"""The sweep that publishes scheduled articles when their moment has come."""

from functools import partial

import structlog
from django.utils import timezone

from helpdesk.accounts.actors import system_actor
from helpdesk.events.unit import unit_of_work
from helpdesk.http.database import run_with_retries
from knowledge.actions.kit import lock_article
from knowledge.actions.publish_article import publish_article
from knowledge.models import Article

log = structlog.get_logger(__name__)

# One run's share; what is left is due in the next minute too.
BATCH = 500


def publish_due() -> None:
    """Publish every article whose moment has come; run by the schedule. Costs by what is due, not by what waits.

    Readers find it from its moment on without this; the event that tells others of it is what this brings. One that
    cannot be published is logged and holds up no other.
    """
    waiting = Article.objects.across_workspaces("the clock strikes in all workspaces at once")
    due = waiting.filter(state=Article.State.SCHEDULED, publish_at__lte=timezone.now())
    for article in due.select_related("workspace").order_by("publish_at")[:BATCH]:
        try:
            run_with_retries(partial(publish_one, article))
        except Exception:
            log.exception("scheduled_article_not_published", article_id=str(article.pk))


def publish_one(article: Article) -> None:
    """Publish an article, unless somebody took it back or put it off meanwhile."""
    actor = system_actor(article.workspace)
    with unit_of_work() as unit:
        locked = lock_article(article, actor=actor)
        is_due = locked.publish_at is not None and locked.publish_at <= unit.now
        if locked.state == Article.State.SCHEDULED and is_due:
            publish_article(locked, actor=actor)
