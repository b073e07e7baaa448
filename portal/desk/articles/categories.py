"""The categories: all of them in order, and a new one."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from helpdesk.lib.errors import HelpdeskError
from knowledge.actions.create_category import create_category
from portal.desk.articles.languages import language_choices, read_language
from portal.desk.articles.page import ArticlesPage
from portal.redirect import SeeOther

FIELDS = ("name", "description", "slug", "parent", "language")


class Categories(ArticlesPage):
    """The whole tree."""

    def get(self, request: HttpRequest, workspace: str) -> HttpResponse:
        """The page."""
        rows = [
            {
                "node": node,
                "depth": range(node.depth),
                "others": [(code, name) for code, name in node.names.items() if name != node.name],
            }
            for node in self.tree().nodes
        ]
        return self.render(request, "categories", rows=rows)


class NewCategory(ArticlesPage):
    """A place that is not there yet."""

    def get(self, request: HttpRequest, workspace: str) -> HttpResponse:
        """The form; a link may say where."""
        return self.form(request, {"language": self.workspace.language, "parent": request.GET.get("in", "")})

    def post(self, request: HttpRequest, workspace: str) -> HttpResponse:
        """Make it."""
        form = request.POST
        made = create_category(
            actor=self.actor,
            name=form.get("name", ""),
            language=read_language(self.workspace, form.get("language", "")),
            parent=self.category_named(form["parent"], field="parent") if form.get("parent") else None,
            description=form.get("description", ""),
            slug=form.get("slug", ""),
        )
        messages.success(request, _("The category is saved."))
        self.made = made.pk
        return self.done_before(request, made.pk)

    def done_before(self, request: HttpRequest, made: uuid.UUID, **kwargs: Any) -> HttpResponse:
        """To all of them."""
        return SeeOther(reverse("desk-categories", args=[self.workspace.slug]))

    def refused(self, request: HttpRequest, error: HelpdeskError, **kwargs: Any) -> HttpResponse:
        """The form again, with everything still in it."""
        return self.form(request, {name: request.POST.get(name, "") for name in FIELDS}, error)

    def form(self, request: HttpRequest, typed: dict[str, str], problem: HelpdeskError | None = None) -> HttpResponse:
        """The page."""
        places, languages = self.tree().choices(), language_choices(self.workspace)
        return self.render(request, "category_new", typed=typed, places=places, languages=languages, problem=problem)
