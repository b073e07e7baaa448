"""An article inside the panel."""

import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from helpdesk.events.unit import unit_of_work
from helpdesk.http.client_address import client_address
from helpdesk.lib.errors import NotFound
from helpdesk.lib.text import one_line
from knowledge.actions.note_click import note_click
from knowledge.actions.note_search import note_search
from knowledge.actions.note_solved import note_solved
from knowledge.models import ArticleSearch, ArticleText
from portal.knowledge.contents import contents_of
from portal.knowledge.finding import text_at
from portal.widget.home import LONGEST
from portal.widget.page import WidgetPage

DOOR = ArticleSearch.Door.WIDGET


class ArticlePage(WidgetPage):
    """Its text, and the question whether that was it."""

    def get(self, request: HttpRequest, workspace: str, language: str, slug: str) -> HttpResponse:
        """Show it. Raises NotFound for what a stranger may not read."""
        text = self.text(language, slug)
        text.article.workspace = self.workspace
        words = one_line(request.GET.get("q", ""))[:LONGEST].strip()
        search = self.opened(request, text, words)
        mark = search.pk.hex if search else ""
        return self.shown(
            request,
            "article",
            text=text,
            contents=contents_of(self.workspace, text, self.readable),
            back_at=self.at("widget-home", q=words),
            write_at=self.at("widget-write"),
            solved_at=self.at("widget-solved", language, slug, s=mark),
        )

    def text(self, language: str, slug: str) -> ArticleText:
        """The article of this address. Raises NotFound."""
        found = text_at(self.workspace, self.readable, slug=slug, languages=[language])
        if found is None:
            raise NotFound("page")
        return found

    def opened(self, request: HttpRequest, text: ArticleText, words: str) -> ArticleSearch | None:
        """Note that a search led here; None where somebody came another way."""
        if not words:
            return None
        with unit_of_work(origin=client_address(request)):
            search = self.marked(request) or note_search(
                workspace=self.workspace, words=words, language=self.language, door=DOOR, found=1
            )
            return note_click(search, article=text.article)

    def marked(self, request: HttpRequest) -> ArticleSearch | None:
        """The search that the address names."""
        try:
            search_id = uuid.UUID(hex=request.GET.get("s", ""))
        except ValueError:
            return None
        found: ArticleSearch | None = self.workspace.article_searches.filter(pk=search_id, door=DOOR).first()
        return found


class SolvedPage(ArticlePage):
    """Says thank you to somebody who needs no more help."""

    def get(self, request: HttpRequest, workspace: str, language: str, slug: str) -> HttpResponse:
        """The same words, for whoever comes back to them."""
        return self.shown(request, "solved")

    def post(self, request: HttpRequest, workspace: str, language: str, slug: str) -> HttpResponse:
        """Note it."""
        search = self.marked(request)
        if search is not None:
            note_solved(search)
        return HttpResponseRedirect(self.at("widget-solved", language, slug), status=303)
