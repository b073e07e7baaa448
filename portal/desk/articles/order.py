"""The order of the articles in a category: a page of it, and one place up or down."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import F, Q
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from helpdesk.accounts.models import Workspace
from helpdesk.lib.errors import HelpdeskError, Invalid
from knowledge.actions.move_article import move_article
from knowledge.fields import MAX_POSITION
from knowledge.models import Article, Category
from portal.desk.articles.languages import direction
from portal.desk.articles.page import ArticlesPage
from portal.desk.articles.rows import add_titles, settled
from portal.desk.articles.words import STATE_PILLS, STATES
from portal.redirect import SeeOther

PAGE_SIZE = 50
COLUMNS = ("id", "position", "state", "publish_at")


@dataclass(frozen=True)
class Place:
    """Just behind one article of a category."""

    position: int
    id: uuid.UUID

    def encode(self) -> str:
        """As an address spells it."""
        return f"{self.position}-{self.id.hex}"


def position_in(text: str) -> Place | None:
    """The place that an address names; None for the beginning. Raises Invalid for what we did not write there."""
    if not text:
        return None
    number, _dash, key = text.partition("-")
    try:
        place = Place(int(number), uuid.UUID(hex=key))
    except ValueError as error:
        raise Invalid("Invalid cursor", field="after", hint="Start again from the category") from error
    if not 0 <= place.position <= MAX_POSITION:
        raise Invalid("Invalid cursor", field="after", hint="Start again from the category")
    return place


def in_order(workspace: Workspace, category: Category, after: Place | None) -> tuple[list[dict[str, Any]], str]:
    """A page of a category's articles in their order, and the cursor of what follows."""
    found = workspace.articles.filter(category=category)
    if after is not None:
        found = found.filter(TupleGreaterThan(Tuple(F("position"), F("id")), (after.position, after.id)))
    rows = list(found.order_by("position", "id").values(*COLUMNS)[: PAGE_SIZE + 1])
    shown = rows[:PAGE_SIZE]
    add_titles(workspace, shown)
    for row in shown:
        language = workspace.language if workspace.language in row["titles"] else next(iter(row["titles"]), "")
        row |= {
            "title": row["titles"].get(language, ""),
            "language": language,
            "dir": direction(language),
            "state_word": STATES[settled(row)],
            "pill": STATE_PILLS[settled(row)],
        }
    return shown, Place(shown[-1]["position"], shown[-1]["id"]).encode() if len(rows) > PAGE_SIZE else ""


def place_of(article: Article) -> int:
    """How many articles stand before this one in its category."""
    before = Q(position__lt=article.position) | Q(position=article.position, pk__lt=article.pk)
    return int(article.workspace.articles.filter(before, category=article.category_id).count())


class MoveArticle(ArticlesPage):
    """One place up or down among the articles of its category."""

    def post(self, request: HttpRequest, workspace: str, article: uuid.UUID) -> HttpResponse:
        """``to`` is ``up`` or ``down``."""
        found, to = self.find(article), request.POST.get("to", "")
        if to not in ("up", "down"):
            raise Invalid("Invalid direction", code="choice", field="to", hint="Use up or down")
        now = place_of(found)
        position = max(0, now - 1) if to == "up" else now + 1
        move_article(found, actor=self.actor, category=found.category, position=position)
        return SeeOther(reverse("desk-category", args=[workspace, found.category_id]) + "#articles")

    def refused(self, request: HttpRequest, error: HelpdeskError, **kwargs: Any) -> HttpResponse:
        """Back to the category, which says why."""
        messages.error(request, error.message)
        return SeeOther(reverse("desk-category", args=[self.workspace.slug, self.find(kwargs["article"]).category_id]))
