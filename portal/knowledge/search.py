"""Search: a page of what was found, and the same while somebody types.

A search is noted once it is settled: the form was sent, or the typing stopped for a while. What is found on the way
there is nobody's question.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from helpdesk.events.unit import unit_of_work
from helpdesk.http.client_address import client_address
from helpdesk.http.limits import Limit
from helpdesk.lib.text import one_line
from knowledge.actions.note_search import note_search
from knowledge.languages import in_order
from knowledge.search import Found, Hit, search_articles
from portal.knowledge.addresses import article_at
from portal.knowledge.caching import keep_from_caches
from portal.knowledge.languages import direction_of, name_of
from portal.knowledge.opened import DOOR, mark_of_search, mark_of_words
from portal.knowledge.page import KnowledgePage

LONGEST = 200
# What the script sends while somebody types, and when they stopped.
TYPING, SETTLED = "typing", "settled"
SEARCHES = Limit("kb.search", "60/m")
KEYSTROKES = Limit("kb.typing", "240/m")


@dataclass(frozen=True)
class Result:
    """One article that was found."""

    hit: Hit
    address: str

    @property
    def language_name(self) -> str:
        """What its language calls itself."""
        return name_of(self.hit.language)

    @property
    def direction(self) -> str:
        """Which way it is written."""
        return direction_of(self.hit.language)


class SearchPage(KnowledgePage):
    """The results, best first."""

    def enter(self, request: HttpRequest, kwargs: Mapping[str, Any]) -> None:
        """Count the call."""
        super().enter(request, kwargs)
        self.stage = request.GET.get("stage", "")
        self.count(request, KEYSTROKES if self.stage in (TYPING, SETTLED) else SEARCHES)

    def get(self, request: HttpRequest, workspace: str, language: str) -> HttpResponse:
        """Show them."""
        words = one_line(request.GET.get("q", ""))[:LONGEST].strip()
        found = self.find(words) if words else None
        context: dict[str, Any] = {
            "words": words,
            "searched": found is not None,
            "results": self.results(found, self.mark(request, words, found)) if found is not None else [],
            "correction": found.correction if found is not None else None,
        }
        if self.stage in (TYPING, SETTLED):
            response = self.part(request, context)
        else:
            response = self.shown(request, "search", **context)
        keep_from_caches(response)
        return response

    def find(self, words: str) -> Found:
        """Ask."""
        return search_articles(
            self.workspace,
            actor=self.actor,
            words=words,
            languages=in_order([self.language], self.workspace),
            prefix=self.stage == TYPING,
        )

    def mark(self, request: HttpRequest, words: str, found: Found) -> str:
        """Note a settled search; what the links to its results carry."""
        if self.stage == TYPING:
            return mark_of_words(self.workspace, words, len(found.hits))
        with unit_of_work(origin=client_address(request)):
            search = note_search(
                workspace=self.workspace, words=words, language=self.language, door=DOOR, found=len(found.hits)
            )
        return mark_of_search(search)

    def results(self, found: Found, mark: str) -> list[Result]:
        """What was found, with its links."""
        slug = self.workspace.slug
        return [Result(hit, f"{article_at(slug, hit.language, hit.slug)}?s={mark}") for hit in found.hits]

    def part(self, request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
        """The list alone."""
        return render(request, "portal/knowledge/_found.html", {"language": self.language, **context})
