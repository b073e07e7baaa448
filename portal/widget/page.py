"""What every page inside the panel's frame starts with.

It stands in a page of another site, so browsers give it no cookies and it needs none: nobody is signed in here, not
even a member who is elsewhere in the same browser. That is also why its forms carry no token against forgery: there is
nothing to forge, whoever sends them is a stranger.
"""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.utils import timezone, translation

from helpdesk.http.client_address import client_address
from helpdesk.http.limits import Limit, spend
from knowledge.models.article import ArticleQuerySet
from portal.customers.page import ANYBODY, CustomerPage, check_opened_by
from portal.own_pages import require_own_page

ORIGIN = re.compile(r"https?://[a-z0-9.:\[\]-]{1,200}", re.IGNORECASE | re.ASCII)
PAGES = Limit("widget.pages", "240/m")


class WidgetPage(CustomerPage):
    """``self.workspace`` and ``self.language`` are there when ``get`` or ``post`` runs; ``self.origin`` is the site
    around the frame, as it says itself: messages go there and are taken from there, nothing else hangs on it."""

    language: str
    origin: str

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let the sites that the workspace names put it into a frame; with none named, any site."""
        response = super().dispatch(request, *args, **kwargs)
        workspace = getattr(self, "workspace", None)
        sites = (workspace.widget_origins if workspace else []) or ["*"]
        response._csp_replace = {"frame-ancestors": sites}  # type: ignore[attr-defined]
        response.xframe_options_exempt = True  # type: ignore[attr-defined]
        response["Cache-Control"] = "no-store"
        return response

    def enter(self, request: HttpRequest, kwargs: Mapping[str, Any]) -> None:
        """Find the workspace, take the language that the site asks for, count. Raises NotFound, TooMany, Forbidden."""
        super().enter(request, kwargs)
        said = request.GET.get("origin", "")
        self.origin = said.lower() if ORIGIN.fullmatch(said) else ""
        asked = request.GET.get("lang", "")
        self.language = asked if asked in dict(settings.LANGUAGES) else self.workspace.language
        translation.activate(self.language)
        self.now = timezone.now()
        if request.method == "POST":
            require_own_page(request)
        spend(request, [PAGES], callers=[f"{self.workspace.pk.hex}:{client_address(request)}"], fail_closed=False)

    @property
    def readable(self) -> ArticleQuerySet:
        """The articles that strangers may read."""
        articles: ArticleQuerySet = self.workspace.articles.visible_to(None, now=self.now)
        return articles

    def at(self, name: str, *args: Any, **query: str) -> str:
        """Another page of the panel, for the same site and in the same language."""
        kept = {"origin": self.origin, "lang": self.language} | query
        return f"{reverse(name, args=[self.workspace.slug, *args])}?{urlencode(kept)}"

    def shown(self, request: HttpRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
        """A page of the panel."""
        context = {"origin": self.origin, "language": self.language, "home_at": self.at("widget-home"), **context}
        return super().shown(request, f"widget/{template}", status=status, **context)


def widget_route(address: str, view: type[WidgetPage], name: str, **methods: bool) -> URLPattern:
    """One page, one line, with its methods; all of them are open to anybody."""
    opened_by = dict.fromkeys(methods, ANYBODY)
    check_opened_by(view, opened_by)
    handler = view.as_view(opened_by=opened_by)
    handler.csrf_exempt = True  # type: ignore[attr-defined]
    return path(f"portal/<slug:workspace>/widget/{address}", handler, name=name)
