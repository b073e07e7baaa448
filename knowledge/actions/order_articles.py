"""Put the articles of a category in order."""

import uuid
from collections.abc import Sequence

from helpdesk.accounts.actors import Actor
from knowledge.actions.kit import lock_category, record_on
from knowledge.models import Category


def order_articles(category: Category, *, actor: Actor, articles: Sequence[uuid.UUID]) -> Category:
    """The category with these of its articles first, in this order, and the others after them as they stood.

    The same order again changes nothing; ids of articles elsewhere are passed over. Raises NotFound.
    """
    locked = lock_category(category, actor=actor)
    places = {article_id: number for number, article_id in enumerate(articles)}
    inside = list(locked.articles.select_for_update().order_by("position", "id"))
    wanted = sorted(inside, key=lambda article: places.get(article.pk, len(places)))
    if wanted == inside:
        return locked
    for number, article in enumerate(wanted):
        if article.position != number:
            article.position = number
            article.save(update_fields=["position"])
            data = {"before": str(locked.pk), "after": str(locked.pk)}
            record_on(article, "article.moved", actor=actor, data=data)
    return locked
