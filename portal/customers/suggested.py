"""Articles that may answer a request before it is sent, offered while its subject is typed."""

import uuid
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from helpdesk.events.unit import unit_of_work
from helpdesk.http.client_address import client_address
from helpdesk.http.limits import Limit, spend
from helpdesk.lib.errors import HelpdeskError
from helpdesk.lib.text import is_storable, one_line
from knowledge.actions.note_click import note_click
from knowledge.actions.note_search import note_search
from knowledge.actions.note_solved import note_solved
from knowledge.languages import in_order
from knowledge.models import Article, ArticleSearch
from knowledge.search import Hit, search_articles
from portal.customers.articles import articles_at
from portal.customers.page import CustomerPage
from portal.errors import status_of
from portal.knowledge.addresses import article_at
from portal.knowledge.languages import direction_of
from portal.knowledge.opened import mark_of_search, mark_of_words, note_now, noted

MOST = 3
LONGEST = 200
SETTLED = "settled"
DOOR = ArticleSearch.Door.FORM
KEYSTROKES = Limit("portal.suggested", "120/m")
SOLVED = Limit("portal.solved", "20/h")


@dataclass(frozen=True)
class Suggestion:
    """An article, where it is read, and which way it is written."""

    hit: Hit
    address: str
    direction: str


class SuggestedPage(CustomerPage):
    """Part of the form's page, for its script. A search counts once the typing has stopped for a while."""

    def get(self, request: HttpRequest, workspace: str) -> HttpResponse:
        """Up to three articles for ``subject``. Raises TooMany."""
        spend(request, [KEYSTROKES], callers=[caller(self, request)], fail_closed=False)
        subject = request.GET.get("subject", "")
        words = one_line(subject)[:LONGEST].strip() if is_storable(subject) else ""
        is_settled = request.GET.get("stage") == SETTLED
        hits = self.find(words, prefix=not is_settled) if words else []
        mark = self.mark(request, words, len(hits), is_settled=is_settled) if hits else ""
        lines = [self.line(hit, mark) for hit in hits]
        response = render(request, "portal/_suggested.html", {"lines": lines, "mark": mark})
        response["Cache-Control"] = "no-store"
        return response

    def find(self, words: str, *, prefix: bool) -> list[Hit]:
        """Ask."""
        languages = in_order([get_language() or self.workspace.language], self.workspace)
        return search_articles(
            self.workspace, actor=None, words=words, languages=languages, limit=MOST, prefix=prefix
        ).hits

    def mark(self, request: HttpRequest, words: str, found: int, *, is_settled: bool) -> str:
        """What the links and buttons carry, so that it is known which search they come from."""
        if not is_settled:
            return mark_of_words(self.workspace, words, found)
        with unit_of_work(origin=client_address(request)):
            return mark_of_search(
                note_search(
                    workspace=self.workspace, words=words, language=self.workspace.language, door=DOOR, found=found
                )
            )

    def line(self, hit: Hit, mark: str) -> Suggestion:
        """One of them."""
        address = f"{article_at(self.workspace.slug, hit.language, hit.slug)}?s={mark}"
        return Suggestion(hit, address, direction_of(hit.language))

    def refused(self, request: HttpRequest, error: HelpdeskError, **kwargs: object) -> HttpResponse:
        """Nothing: the form works without."""
        return HttpResponse(status=status_of(error))


class SolvedPage(CustomerPage):
    """*This solved it*: no request is sent, and the article is known to have answered one."""

    def get(self, request: HttpRequest, workspace: str) -> HttpResponse:
        """Say thank you."""
        return self.shown(request, "solved", articles_at=articles_at(self.workspace))

    def post(self, request: HttpRequest, workspace: str) -> HttpResponse:
        """Note it. A button that is too old to be understood is thanked for as well. Raises TooMany."""
        spend(request, [SOLVED], callers=[caller(self, request)])
        article = self.article(request.POST.get("article", ""))
        mark = request.POST.get("s", "")
        search = noted(self.workspace, mark) or note_now(
            self.workspace, mark, language=self.workspace.language, door=DOOR
        )
        if search is not None and article is not None:
            note_solved(note_click(search, article=article))
        return HttpResponseRedirect(reverse("portal-solved", args=[workspace]), status=303)

    def article(self, named: str) -> Article | None:
        """The article that the button names, if anybody may read it."""
        try:
            article_id = uuid.UUID(named)
        except ValueError:
            return None
        found: Article | None = (
            self.workspace.articles.visible_to(None, now=timezone.now()).filter(pk=article_id).first()
        )
        return found


def caller(page: CustomerPage, request: HttpRequest) -> str:
    """Whose calls are counted."""
    return f"{page.workspace.pk.hex}:{client_address(request)}"
