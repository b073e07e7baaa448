"""A category: what is in it, and the categories within."""

import uuid
from typing import Any

from django.db.models import F
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan
from django.http import HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect

from helpdesk.lib.errors import NotFound
from knowledge.slugs import slug_of
from portal.knowledge.addresses import absolute, category_at
from portal.knowledge.caching import revalidated
from portal.knowledge.entries import in_given_order, read_entries
from portal.knowledge.languages import editions
from portal.knowledge.page import KnowledgePage, canonical_of
from portal.knowledge.tree import Shelf

PAGE = 100


class CategoryPage(KnowledgePage):
    """Articles in their order, a hundred at a time."""

    def get(self, request: HttpRequest, workspace: str, language: str, slug: str) -> HttpResponseBase:
        """Show it, or lead to the address it has in this language. Raises NotFound."""
        shelf = self.tree.find(language, slug_of(slug))
        if shelf is None:
            raise NotFound("page")
        if shelf.text.slug != slug:
            return HttpResponsePermanentRedirect(shelf.address)
        content = self.content(shelf, request.GET.get("after", ""))
        return revalidated(request, self.shown(request, "category", **content))

    def content(self, shelf: Shelf, after: str) -> dict[str, Any]:
        """What the template needs."""
        rows = list(self.articles_of(shelf, after).values_list("position", "pk")[: PAGE + 1])
        shown = [article_id for _position, article_id in rows[:PAGE]]
        entries = read_entries(self.workspace, self.readable.filter(pk__in=shown), language=self.language)
        more = f"{rows[PAGE - 1][0]}-{rows[PAGE - 1][1].hex}" if len(rows) > PAGE else ""
        slug = self.workspace.slug
        there = editions(
            shelf.texts, shown=self.language, at=lambda code: category_at(slug, code, shelf.texts[code].slug)
        )
        return {
            "shelf": shelf,
            "trail": self.tree.path_to(shelf.id)[:-1],
            "articles": in_given_order(shown, entries),
            "more_at": f"{shelf.address}?after={more}" if more else "",
            "is_continued": bool(after),
            "editions": there,
            "canonical": canonical_of(there) or absolute(category_at(slug, shelf.text.language, shelf.text.slug)),
        }

    def articles_of(self, shelf: Shelf, after: str) -> Any:
        """The articles behind a place in the order. Raises NotFound for a place that we did not name."""
        articles = self.readable.filter(category=shelf.id).order_by("position", "id")
        if not after:
            return articles
        position, _, id = after.partition("-")
        try:
            place = int(position[:9]), uuid.UUID(hex=id)
        except ValueError as error:
            raise NotFound("page") from error
        return articles.filter(TupleGreaterThan(Tuple(F("position"), F("id")), place))
