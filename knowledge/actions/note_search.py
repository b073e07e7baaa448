"""Keep that somebody searched."""

from helpdesk.accounts.models import Workspace
from helpdesk.events.unit import current_unit
from helpdesk.lib.text import is_storable, one_line
from knowledge.models import ArticleSearch

LONGEST_WORDS = 200
MOST_FOUND = 32_767


def note_search(*, workspace: Workspace, words: str, language: str, door: str, found: int) -> ArticleSearch:
    """The search, for reports: what was asked and how many articles were found. No event: nothing follows from it.

    A door that searches while somebody types notes the last search alone. What cannot be stored is left out.
    """
    now = current_unit().now
    search = ArticleSearch(
        workspace=workspace,
        words=one_line(words if is_storable(words) else "")[:LONGEST_WORDS],
        language=language[:12],
        door=ArticleSearch.Door(door),
        found=min(max(found, 0), MOST_FOUND),
        created_at=now,
    )
    search.save(force_insert=True)
    return search
