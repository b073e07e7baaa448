"""What search engines are to know: every public page in every language, in parts, with its translations.

The protocol allows 50,000 addresses in a part. Ours are smaller, so that none takes much memory to write.
"""

import uuid
from collections import defaultdict
from typing import Any

from django.db.models import F, Window
from django.db.models.functions import RowNumber
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from helpdesk.accounts.models import Workspace
from helpdesk.http.limits import Limit
from helpdesk.lib.errors import NotFound
from portal.knowledge.addresses import absolute, article_at, category_at, home_at
from portal.knowledge.caching import revalidated
from portal.knowledge.languages import Edition, editions
from portal.knowledge.page import KnowledgePage
from portal.knowledge.tree import Tree, read_tree

# Articles of one part; with some translations of each it stays far below what the protocol allows.
ARTICLES = 5_000
VISITS = Limit("kb.sitemap", "60/m")
KEPT = "public, max-age=3600"


class SitemapFile(KnowledgePage):
    """What the files share. They are for programs that nobody is signed in with: the same for everybody."""

    def asked_for(self, request: HttpRequest) -> str:
        """It is in no language."""
        return self.workspace.language

    def written(self, request: HttpRequest, template: str, **context: Any) -> HttpResponseBase:
        """A file of it."""
        text = render_to_string(f"portal/knowledge/{template}.xml", context)
        response = HttpResponse(text, content_type="application/xml; charset=utf-8")
        return revalidated(request, response, control=KEPT)


class SitemapPage(SitemapFile):
    """The list of the parts."""

    def get(self, request: HttpRequest, workspace: str) -> HttpResponseBase:
        """Write it."""
        self.count(request, VISITS)
        parts = range(1, len(starts(self.workspace)) + 1)
        addresses = [absolute(reverse("kb-sitemap-part", args=[workspace, part])) for part in parts]
        return self.written(request, "sitemap", parts=addresses)


class SitemapPart(SitemapFile):
    """One part: some articles; the first holds the front page and the categories too."""

    def get(self, request: HttpRequest, workspace: str, part: int) -> HttpResponseBase:
        """Write it. Raises NotFound for a part that there is not."""
        self.count(request, VISITS)
        begins = starts(self.workspace)
        if not 1 <= part <= len(begins):
            raise NotFound("page")
        end = begins[part] if part < len(begins) else None
        pages = articles_between(self.workspace, begins[part - 1], end)
        if part == 1:
            pages = places(self.workspace) + pages
        return self.written(request, "sitemap_part", pages=pages)


def starts(workspace: Workspace) -> list[uuid.UUID | None]:
    """With which article each part begins; there is always one part. It costs a walk through the ids of all."""
    public = workspace.articles.visible_to(None, now=timezone.now()).order_by("pk")
    numbered = public.annotate(number=Window(RowNumber(), order_by=F("pk").asc()) - 1, rest=F("number") % ARTICLES)
    return list(numbered.filter(rest=0).values_list("pk", flat=True)) or [None]


def articles_between(workspace: Workspace, first: uuid.UUID | None, end: uuid.UUID | None) -> list[dict[str, Any]]:
    """The addresses of the articles from one to before another, in each language."""
    if first is None:
        return []
    public = workspace.articles.visible_to(None, now=timezone.now()).filter(pk__gte=first).order_by()
    some = public.filter(pk__lt=end) if end is not None else public
    texts = workspace.article_texts.filter(article__in=some).order_by("article_id", "language")
    found: defaultdict[uuid.UUID, list[tuple[Edition, Any]]] = defaultdict(list)
    for article_id, language, slug, updated_at in texts.values_list("article_id", "language", "slug", "updated_at"):
        edition = Edition(language, article_at(workspace.slug, language, slug), is_shown=False)
        found[article_id].append((edition, updated_at))
    return [
        page(edition, [beside for beside, _at in together], updated_at)
        for together in found.values()
        for edition, updated_at in together
    ]


def places(workspace: Workspace) -> list[dict[str, Any]]:
    """The front page and the categories, in each language."""
    tree = read_tree(workspace, None, now=timezone.now())
    slug = workspace.slug
    together = [editions(tree.languages, shown="", at=lambda language: home_at(slug, language))]
    together += categories(slug, tree)
    return [page(edition, beside) for beside in together for edition in beside]


def categories(workspace: str, tree: Tree) -> list[list[Edition]]:
    """The editions of each category that strangers find something in."""
    return [
        [
            Edition(language, category_at(workspace, language, text.slug), is_shown=False)
            for language, text in sorted(shelf.texts.items())
        ]
        for shelf in tree.everything()
    ]


def page(edition: Edition, together: list[Edition], updated_at: Any = None) -> dict[str, Any]:
    """One address with those of its translations."""
    return {"url": edition.url, "updated_at": updated_at, "editions": together if len(together) > 1 else []}
