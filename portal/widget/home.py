"""The first page of the panel: search, and the way to a person."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from helpdesk.events.unit import unit_of_work
from helpdesk.http.client_address import client_address
from helpdesk.lib.text import one_line
from knowledge.actions.note_search import note_search
from knowledge.languages import in_order
from knowledge.models import ArticleSearch
from knowledge.search import Found, Hit, search_articles
from portal.widget.page import WidgetPage

LONGEST = 200
MOST = 6


@dataclass(frozen=True)
class Line:
    """An article that was found, and where the panel shows it."""

    hit: Hit
    address: str


class HomePage(WidgetPage):
    """Shows what was found for ``q``, or the list of it alone for a search while somebody types (``part``)."""

    def get(self, request: HttpRequest, workspace: str) -> HttpResponse:
        """Show it."""
        words = one_line(request.GET.get("q", ""))[:LONGEST].strip()
        is_part = "part" in request.GET
        found = self.find(words, prefix=is_part) if words else Found([], None)
        mark = self.noted(request, words, found) if words and not is_part else ""
        context: dict[str, Any] = {
            "words": words,
            "lines": [Line(hit, self.article_at(hit, words, mark)) for hit in found.hits],
            "write_at": self.at("widget-write"),
        }
        if is_part:
            return render(request, "portal/widget/_found.html", context)
        return self.shown(request, "home", **context)

    def find(self, words: str, *, prefix: bool) -> Found:
        """Ask."""
        languages = in_order([self.language], self.workspace)
        return search_articles(self.workspace, actor=None, words=words, languages=languages, limit=MOST, prefix=prefix)

    def noted(self, request: HttpRequest, words: str, found: Found) -> str:
        """Note a search that was sent; what is found while somebody types is nobody's question yet."""
        with unit_of_work(origin=client_address(request)):
            search = note_search(
                workspace=self.workspace,
                words=words,
                language=self.language,
                door=ArticleSearch.Door.WIDGET,
                found=len(found.hits),
            )
        return search.pk.hex

    def article_at(self, hit: Hit, words: str, mark: str) -> str:
        """The article in the panel; it knows what was asked, and so whether it was the answer."""
        return self.at("widget-article", hit.language, hit.slug, q=words, s=mark)
