"""Keep that what was found was opened."""

from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import NotFound
from knowledge.models import Article, ArticleSearch


def note_click(search: ArticleSearch, *, article: Article) -> ArticleSearch:
    """The search, answered by this article; the first one opened counts, and repeating it changes nothing.

    Raises NotFound for an article of another workspace.
    """
    current_unit()
    if article.workspace_id != search.workspace_id:
        raise NotFound("article")
    # In the statement itself: of two clicks at once one is the first.
    searches = search.workspace.article_searches.filter(pk=search.pk, clicked=None)
    if searches.update(clicked=article):
        search.clicked = article
    return search
