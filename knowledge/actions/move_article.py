"""Put an article elsewhere."""

from helpdesk.accounts.actors import Actor
from knowledge.actions.kit import lock_article, lock_category, save_change
from knowledge.fields import clean_position
from knowledge.models import Article, Category
from knowledge.tree import put_at


def move_article(article: Article, *, actor: Actor, category: Category, position: int | None = None) -> Article:
    """The article in this category, at this place among its neighbours, 0 first, None last.

    In the category where it already is, None leaves it where it stands. Raises Invalid, NotFound.
    """
    # The category first: moves within it wait for one another there, before they want each other's articles.
    into = lock_category(category, actor=actor, field="category")
    locked = lock_article(article, actor=actor)
    place = None if position is None else clean_position(position)
    before = (locked.category_id, locked.position)
    if place is None and locked.category_id == into.pk:
        return locked
    locked.category = into
    beside = into.articles.select_for_update().order_by("position", "id")
    put_at(locked, place, list(beside))
    if (locked.category_id, locked.position) == before:
        return locked
    data = {"before": str(before[0]), "after": str(into.pk)}
    save_change(locked, "article.moved", actor=actor, fields=["category", "position"], data=data)
    return locked
