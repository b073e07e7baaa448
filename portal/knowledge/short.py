"""Addresses that say less than the canonical ones: they lead to the page in the reader's language."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from helpdesk.lib.errors import NotFound
from knowledge.languages import in_order, is_known
from portal.knowledge.addresses import article_at, home_at
from portal.knowledge.finding import text_meant
from portal.knowledge.page import KnowledgePage


class ShortPage(KnowledgePage):
    """``kb/<slug>`` and ``kb/art_…``: the article. ``kb/<language>``: its front page."""

    def get(self, request: HttpRequest, workspace: str, name: str) -> HttpResponseBase:
        """Lead there. Raises NotFound."""
        if is_known(self.workspace, name):
            return HttpResponseRedirect(home_at(workspace, name))
        languages = in_order([self.language, *sorted(self.tree.languages)], self.workspace)
        text = text_meant(self.workspace, self.readable, name=name, languages=languages)
        if text is None:
            raise NotFound("page")
        return HttpResponseRedirect(article_at(workspace, text.language, text.slug))


class ShortSearchPage(KnowledgePage):
    """``kb/search?q=…``: the search in the reader's language."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        """Lead there."""
        query = request.META.get("QUERY_STRING", "")
        address = reverse("kb-search", args=[self.workspace.slug, self.language])
        return HttpResponseRedirect(f"{address}?{query}" if query else address)
