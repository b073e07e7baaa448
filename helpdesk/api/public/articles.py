"""The public contract's endpoints about articles: open to anybody, from any site's pages."""

import datetime
import re
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from helpdesk.accounts.actors import Actor, visitor_actor
from helpdesk.accounts.models import Workspace
from helpdesk.api.answer import render
from helpdesk.api.public.dialect import ANY_SITE, dialect
from helpdesk.api.public.filters import MAX_QUERY, read_search
from helpdesk.api.public.serializers import CreateClick
from helpdesk.api.view import ContractView
from helpdesk.events.unit import unit_of_work
from helpdesk.lib.errors import NotFound
from helpdesk.lib.ids import from_typeid, to_typeid
from helpdesk.lib.text import one_line
from knowledge.actions.note_click import note_click
from knowledge.actions.note_search import note_search
from knowledge.models import ArticleSearch
from knowledge.search import Hit, search_articles

DOOR = ArticleSearch.Door.API
CLICKED_WITHIN = datetime.timedelta(hours=1)
SAID_TO_CLICKS = frozenset({200, 405, 429})

CUT = "..."
# What means something in Markdown and could stand in an article's words.
MARKUP = re.compile(r"([\\`*_\[\]])")


class OpenView(ContractView):
    """An endpoint without any credential; one that is sent all the same is not looked at."""

    dialect = dialect
    cors = ANY_SITE

    def caller(self, request: HttpRequest) -> Actor:
        """A visitor; what is asked for says of which workspace."""
        return visitor_actor(Workspace())


class SearchView(OpenView):
    """Search published articles."""

    def caller(self, request: HttpRequest) -> Actor:
        """A visitor of the workspace in the query. Raises NotFound."""
        if request.method not in {"GET", "HEAD"}:  # there is no such method here, whatever the query says
            return super().caller(request)
        self.wanted = read_search(request.GET)
        return visitor_actor(workspace_called(self.wanted.workspace_id))

    def get(self, actor: Actor) -> Any:
        """The articles that match best."""
        workspace, wanted = actor.workspace, self.wanted
        found = search_articles(
            workspace, actor=None, words=wanted.words, languages=[workspace.language], limit=wanted.limit
        )
        with unit_of_work():
            note_search(
                workspace=workspace,
                words=wanted.words,
                language=workspace.language,
                door=DOOR,
                found=len(found.hits),
            )
        return {"results": [result(workspace, hit) for hit in found.hits]}


class ClickView(OpenView):
    """Tell that a result was opened. What goes wrong here is not the caller's affair: unless it calls too often, it
    hears 200."""

    creates = False
    bodies = {"POST": CreateClick}

    def respond(self, request: HttpRequest, kwargs: Mapping[str, Any]) -> HttpResponse:
        """Told as 200, whatever it was."""
        response = super().respond(request, kwargs)
        return response if response.status_code in SAID_TO_CLICKS else render({"ok": True}, 200)

    def post(self, _actor: Actor, body: dict[str, Any]) -> Any:
        """Note it under the search it belongs to. Raises NotFound for what a visitor may not read."""
        workspace = workspace_called(body["workspace_id"])
        article_id = from_typeid("art", body["article_id"])
        readable = workspace.articles.visible_to(None, now=timezone.now())
        article = readable.filter(pk=article_id).first() if article_id else None
        if article is None:
            raise NotFound("article")
        note_click(search_for(workspace, one_line(body.get("query") or "")[:MAX_QUERY]), article=article)
        return {"ok": True}


def search_for(workspace: Workspace, words: str) -> ArticleSearch:
    """The search that a click tells of: the newest of these words that led nowhere yet, else one noted now."""
    since = timezone.now() - CLICKED_WITHIN
    searches = workspace.article_searches.filter(words=words, door=DOOR, clicked=None, created_at__gt=since)
    found: ArticleSearch | None = searches.order_by("-created_at").first()
    return found or note_search(workspace=workspace, words=words, language=workspace.language, door=DOOR, found=1)


def workspace_called(text: str) -> Workspace:
    """Read ``wks_…``. Raises NotFound."""
    workspace_id = from_typeid("wks", text)
    found = Workspace.objects.filter(pk=workspace_id).first() if workspace_id else None
    if found is None:
        raise NotFound("workspace")
    return found


def result(workspace: Workspace, hit: Hit) -> dict[str, str]:
    """One article found; the snippet is Markdown with the match in bold."""
    key = to_typeid("art", hit.article_id)
    return {
        "id": key,
        "title": hit.title,
        "snippet": "".join(f"**{escaped(text)}**" if marked else plain(text) for text, marked in hit.snippet),
        "url": f"{settings.BASE_URL}/portal/{workspace.slug}/kb/{key}",
    }


def plain(text: str) -> str:
    """Words around the match; where the article goes on, its document writes three dots."""
    return CUT if text.strip() == "…" else escaped(text)


def escaped(text: str) -> str:
    """Words of an article that mean nothing in Markdown, nor in HTML for whoever shows them as that."""
    return MARKUP.sub(r"\\\1", text.replace("&", "&amp;").replace("<", "&lt;"))
