"""Keep that an article made a request needless."""

from helpdesk.events.unit import current_unit
from knowledge.models import ArticleSearch


def note_solved(search: ArticleSearch) -> ArticleSearch:
    """The search, after which its reader sent no request; repeating it changes nothing."""
    current_unit()
    search.workspace.article_searches.filter(pk=search.pk).update(solved=True)
    search.solved = True
    return search
