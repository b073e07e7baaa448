"""/robots.txt: what search engines may leave alone, and where knowledge bases that anybody may read list their pages.

A workspace in which strangers find no article is not named: that it exists is nobody's business.
"""

from typing import cast

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from helpdesk.accounts.models import Workspace
from helpdesk.http.client_address import client_address
from helpdesk.http.limits import Limit, spend
from knowledge.models import Article
from knowledge.models.article import ArticleQuerySet
from portal.knowledge.addresses import absolute
from portal.page import Page

# Pages of one person, pages behind a sign-in, and search results. Addresses of private links hold secrets in any case;
# this only spares engines the way.
LEFT_ALONE = (
    "/account/",
    "/api/",
    "/desk/",
    "/portal/*/kb/*/search",
    "/portal/*/kb/search",
    "/portal/*/sign-in",
    "/portal/*/submitted/",
    "/portal/*/tickets/",
    "/portal/*/track",
)
MOST_NAMED = 1_000
VISITS = Limit("robots", "60/m")
KEPT = "public, max-age=3600"


class RobotsPage(Page):
    """The same for everybody."""

    def enter(self, request: HttpRequest, kwargs: object) -> None:
        """Count the call. Raises TooMany."""
        spend(request, [VISITS], callers=[client_address(request)])

    def get(self, request: HttpRequest) -> HttpResponse:
        """Write it."""
        lines = ["User-agent: *", *(f"Disallow: {address}" for address in LEFT_ALONE)]
        lines += [f"Sitemap: {absolute(reverse('kb-sitemap', args=[slug]))}" for slug in public_workspaces()]
        response = HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
        response["Cache-Control"] = KEPT
        return response


def public_workspaces() -> list[str]:
    """The short names of those with an article for everybody, up to as many as a file may name."""
    articles = cast("ArticleQuerySet", Article.objects.across_workspaces("the installation has one robots.txt"))
    public = articles.visible_to(None, now=timezone.now()).filter(workspace=OuterRef("pk")).order_by()
    found = Workspace.objects.filter(Exists(public)).order_by("slug").values_list("slug", flat=True)
    return list(found[:MOST_NAMED])
