"""What to read next: neighbours in the same category, those with labels in common first."""

from helpdesk.accounts.models import Workspace
from knowledge.models import Article
from knowledge.models.article import ArticleQuerySet
from portal.knowledge.entries import Entry, in_given_order, read_entries

LOOKED_AT, SHOWN = 50, 5


def read_related(workspace: Workspace, readable: ArticleQuerySet, article: Article, *, language: str) -> list[Entry]:
    """A few articles that the reader may see, in two statements."""
    beside = readable.filter(category=article.category_id).exclude(pk=article.pk).order_by("position", "id")
    ids = list(beside.values_list("pk", flat=True)[:LOOKED_AT])
    entries = in_given_order(ids, read_entries(workspace, readable.filter(pk__in=ids), language=language))
    labels = set(article.labels)
    return sorted(entries, key=lambda entry: -len(labels & entry.labels))[:SHOWN]
