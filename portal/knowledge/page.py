"""What every page of the knowledge base starts with: the workspace, the language in the address, and who reads."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers

from helpdesk.accounts.actors import Actor, member_actor
from helpdesk.accounts.models import Membership
from helpdesk.http.client_address import client_address
from helpdesk.http.limits import Limit, spend
from helpdesk.lib.errors import NotFound
from helpdesk.lib.text import is_storable
from knowledge.languages import is_known
from knowledge.models.article import ArticleQuerySet
from portal.customers.page import CustomerPage
from portal.knowledge.addresses import home_at
from portal.knowledge.caching import keep_from_caches
from portal.knowledge.languages import Edition, direction_of, preferred
from portal.knowledge.reader import member_reading
from portal.knowledge.tree import Tree, read_tree
from portal.languages import chosen


class KnowledgePage(CustomerPage):
    """Workspace, ``language``, ``member`` and ``actor`` are there when ``get`` or ``post`` runs.

    ``actor`` is None for a stranger. Where the address names no language, it is the one that the browser asks for.
    """

    language: str
    member: Membership | None = None
    actor: Actor | None = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """What a member sees is kept by no cache; what others see depends on their cookies and on nothing else."""
        response = super().dispatch(request, *args, **kwargs)
        patch_vary_headers(response, ["Cookie"] if "language" in kwargs else ["Cookie", "Accept-Language"])
        if self.member is not None:
            keep_from_caches(response)
        return response

    def enter(self, request: HttpRequest, kwargs: Mapping[str, Any]) -> None:
        """Find the workspace, the reader and the language. Raises NotFound."""
        if not all(is_storable(value) for value in kwargs.values() if isinstance(value, str)):
            raise NotFound("page")
        self.now = timezone.now()
        self.member = member_reading(request, kwargs["workspace"])
        if self.member is None:
            super().enter(request, kwargs)
        else:
            self.workspace, self.actor = self.member.workspace, member_actor(self.member)
            timezone.activate(self.workspace.time_zone)
        self.speak(self.workspace.language)
        if "language" in kwargs and not is_known(self.workspace, kwargs["language"]):
            raise NotFound("page")
        self.speak(kwargs["language"] if "language" in kwargs else self.asked_for(request))

    def speak(self, language: str) -> None:
        """Go on in this language."""
        self.language = language
        translation.activate(language)
        if "tree" in self.__dict__:
            self.tree.speak(language)

    def asked_for(self, request: HttpRequest) -> str:
        """The language chosen in this browser, or that the browser asks for, among those that there are."""
        there, wanted = self.tree.languages, chosen(request, self.workspace)
        return wanted if wanted in there else preferred(request, there, otherwise=self.workspace.language)

    @cached_property
    def tree(self) -> Tree:
        """The categories as this reader finds them."""
        tree = read_tree(self.workspace, self.actor, now=self.now)
        tree.speak(self.language)
        return tree

    @property
    def readable(self) -> ArticleQuerySet:
        """The articles that this reader may see."""
        articles: ArticleQuerySet = self.workspace.articles.visible_to(self.actor, now=self.now)
        return articles

    def count(self, request: HttpRequest, limit: Limit) -> None:
        """One more call of this reader. Raises TooMany."""
        spend(request, [limit], callers=[f"{self.workspace.pk.hex}:{client_address(request)}"])

    def shown(self, request: HttpRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
        """A page of the knowledge base, in the language of its address."""
        slug = self.workspace.slug
        offered: list[Edition] = context.get("editions", [])
        found = {
            "workspace": self.workspace,
            "language": self.language,
            "direction": direction_of(self.language),
            "is_member": self.member is not None,
            "home_at": home_at(slug, self.language),
            "search_at": reverse("kb-search", args=[slug, self.language]),
            "feed_at": reverse("kb-feed", args=[slug, self.language]),
            "submit_at": reverse("portal-submit", args=[slug]),
            "canonical": canonical_of(offered),
            "editions": offered,
            "words": "",
            **context,
        }
        response = render(request, f"portal/knowledge/{template}.html", found, status=status)
        response["Content-Language"] = self.language
        return response


def canonical_of(offered: list[Edition]) -> str:
    """The address under which search engines are to know the page."""
    return next((edition.url for edition in offered if edition.is_shown), "")
