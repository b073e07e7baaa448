"""Which search led to an article: told by ``?s=`` on the link, noted, and taken out of the address at once."""

import uuid

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest

from helpdesk.accounts.models import Workspace
from helpdesk.events.unit import unit_of_work
from helpdesk.http.client_address import client_address
from helpdesk.http.limits import Limit, spend
from helpdesk.lib.errors import TooMany
from knowledge.actions.note_click import note_click
from knowledge.actions.note_search import note_search
from knowledge.models import Article, ArticleSearch

DOOR = ArticleSearch.Door.PORTAL
OPENINGS = Limit("kb.opened", "200/h")


def mark_of_search(search: ArticleSearch) -> str:
    """What links of a search that was noted carry."""
    return search.pk.hex


def mark_of_words(workspace: Workspace, words: str, found: int) -> str:
    """What links carry that come while somebody types: the search is noted only when one of them is opened."""
    return signer(workspace).sign_object([words, found])


def signer(workspace: Workspace) -> Signer:
    """Signs for one workspace; the full stop may stand in an address as it is."""
    return Signer(sep=".", salt=f"portal.knowledge.opened:{workspace.pk}")


def note_opening(request: HttpRequest, workspace: Workspace, article: Article, *, mark: str, language: str) -> None:
    """Note that a search led to this article. A mark that is not ours, or one too many, stops no reader."""
    try:
        spend(request, [OPENINGS], callers=[f"{workspace.pk.hex}:{client_address(request)}"], fail_closed=False)
    except TooMany:
        return
    with unit_of_work(origin=client_address(request)):
        search = noted(workspace, mark) or note_now(workspace, mark, language=language)
        if search is not None:
            note_click(search, article=article)


def noted(workspace: Workspace, mark: str) -> ArticleSearch | None:
    """The search that was noted under this mark."""
    try:
        search_id = uuid.UUID(hex=mark)
    except ValueError:
        return None
    found: ArticleSearch | None = workspace.article_searches.filter(pk=search_id).first()
    return found


def note_now(workspace: Workspace, mark: str, *, language: str, door: str = DOOR) -> ArticleSearch | None:
    """Note the search of whoever chose while typing."""
    try:
        words, found = signer(workspace).unsign_object(mark)
    except (BadSignature, ValueError):
        return None
    return note_search(workspace=workspace, words=words, language=language, door=door, found=found)
