"""What the pages about articles share."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from helpdesk.lib.errors import HelpdeskError, Invalid
from knowledge.articles import find_article, find_category
from knowledge.models import Article, Category
from portal.desk.articles.filters import is_uuid
from portal.desk.articles.tree import Tree, read_tree
from portal.desk.page import DeskPage
from portal.errors import message_for, status_of


class ArticlesPage(DeskPage):
    """A page of articles or categories."""

    def context(self, **more: Any) -> dict[str, Any]:
        """With where its links lead."""
        return super().context(
            **{"here": "articles", "categories_at": reverse("desk-categories", args=[self.workspace.slug]), **more}
        )

    def render(
        self, request: HttpRequest, template: str, *, problem: HelpdeskError | None = None, **more: Any
    ) -> HttpResponse:
        """One of the pages; with a problem it says why something was not taken."""
        context = self.context(**more, problem=message_for(problem) if problem else None)
        status = status_of(problem) if problem else 200
        return render(request, f"desk/articles/{template}.html", context, status=status)

    def find(self, key: uuid.UUID) -> Article:
        """The article of an address. Raises NotFound."""
        return find_article(self.workspace, key)

    def find_category(self, key: uuid.UUID) -> Category:
        """The category of an address. Raises NotFound."""
        return find_category(self.workspace, key)

    def category_named(self, text: str, *, field: str = "category") -> Category:
        """The category that a form names. Raises Invalid: another workspace's and none at all look the same."""
        found = self.workspace.categories.filter(pk=text).first() if is_uuid(text) else None
        if found is None:
            raise Invalid("There is no such category", code="choice", field=field, hint="Choose one of the list")
        return found

    def tree(self) -> Tree:
        """All categories, as the workspace itself calls them."""
        return read_tree(self.workspace, self.workspace.language)
