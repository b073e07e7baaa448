"""The front page: a search box, what others read, and the categories."""

import uuid
from collections.abc import Iterable

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse

from portal.knowledge.addresses import absolute, home_at
from portal.knowledge.caching import revalidated
from portal.knowledge.entries import in_given_order, read_entries
from portal.knowledge.languages import editions
from portal.knowledge.page import KnowledgePage, canonical_of
from portal.knowledge.popular import opened_lately

SHOWN_OF_CATEGORY = 5
POPULAR = 6


class HomePage(KnowledgePage):
    """Search first. Without a language in the address it is the one that the browser asks for."""

    def get(self, request: HttpRequest, workspace: str, language: str = "") -> HttpResponseBase:
        """Show it."""
        return revalidated(request, self.front_page(request))

    def front_page(self, request: HttpRequest) -> HttpResponse:
        """The page itself."""
        first = self.first_of(shelf.id for shelf in self.tree.top)
        popular = opened_lately(self.workspace)
        shown = {article_id for ids in first.values() for article_id in ids} | set(popular)
        entries = read_entries(self.workspace, self.readable.filter(pk__in=shown), language=self.language)
        slug, own = self.workspace.slug, self.workspace.language
        offered = editions(self.tree.languages, shown=self.language, at=lambda code: home_at(slug, code))
        return self.shown(
            request,
            "home",
            editions=offered,
            canonical=canonical_of(offered) or absolute(home_at(slug, own)),
            any_language=absolute(reverse("kb-front", args=[slug])),
            popular=in_given_order(popular, entries)[:POPULAR],
            shelves=[(shelf, in_given_order(first.get(shelf.id, []), entries)) for shelf in self.tree.top],
        )

    def first_of(self, categories: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[uuid.UUID]]:
        """The first articles of each category."""
        own = self.readable.filter(category=OuterRef("pk")).order_by("position", "id").values("pk")
        rows = self.workspace.categories.filter(pk__in=list(categories))
        return dict(rows.values_list("pk", ArraySubquery(own[:SHOWN_OF_CATEGORY])))
