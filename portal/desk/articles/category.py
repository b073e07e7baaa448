"""One category: its words in each language, where it lies, the order of its articles."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from helpdesk.lib.errors import HelpdeskError, Invalid
from knowledge.actions.delete_category import delete_category
from knowledge.actions.move_category import move_category
from knowledge.actions.update_category import update_category
from knowledge.models import Category
from portal.desk.articles.languages import direction, language_choices, language_name, read_language
from portal.desk.articles.order import in_order, position_in
from portal.desk.articles.page import ArticlesPage
from portal.redirect import SeeOther

WORDS = ("name", "description", "slug")


class CategoryPage(ArticlesPage):
    """Its page, which every form on it comes back to."""

    def refused(  # type: ignore[override]
        self, request: HttpRequest, error: HelpdeskError, *, workspace: str, category: uuid.UUID
    ) -> HttpResponse:
        """The page as it is, with what was typed and why it was not taken."""
        found = self.find_category(category)
        typed = {name: request.POST.get(name, "") for name in WORDS} if "name" in request.POST else None
        language = "" if error.field == "language" else request.POST.get("language", "")
        return self.show(request, found, read_language(self.workspace, language), typed, error)

    def show(
        self,
        request: HttpRequest,
        category: Category,
        language: str,
        typed: dict[str, str] | None = None,
        problem: HelpdeskError | None = None,
    ) -> HttpResponse:
        """The page."""
        tree, texts = self.tree(), {text.language: text for text in category.texts.all()}
        node, text = tree.find(category.pk), texts.get(language)
        kept = {name: getattr(text, name) if text else "" for name in WORDS}
        articles, more = in_order(self.workspace, category, position_in(request.GET.get("after", "")))
        return self.render(
            request,
            "category",
            category=category,
            node=node,
            written_in=language,
            language_name=language_name(language),
            dir=direction(language),
            tabs=[(code, language_name(code)) for code in sorted({*texts, self.workspace.language, language})],
            is_new=text is None,
            languages=language_choices(self.workspace, without={*texts, language}),
            typed=typed or kept,
            places=tree.choices(without=node),
            articles=articles,
            more=more,
            is_later="after" in request.GET,
            problem=problem,
        )


class EditCategory(CategoryPage):
    """What it is called."""

    def get(self, request: HttpRequest, workspace: str, category: uuid.UUID) -> HttpResponse:
        """The page, in the language of the address."""
        found = self.find_category(category)
        return self.show(request, found, read_language(self.workspace, request.GET.get("language", "")))

    def post(self, request: HttpRequest, workspace: str, category: uuid.UUID) -> HttpResponse:
        """Save its words in one language."""
        found, form = self.find_category(category), request.POST
        language = read_language(self.workspace, form.get("language", ""))
        words = {name: form[name] for name in WORDS if name in form}
        update_category(found, actor=self.actor, language=language, **words)
        messages.success(request, _("The category is saved."))
        return SeeOther(f"{reverse('desk-category', args=[workspace, category])}?language={language}")


class MoveCategory(CategoryPage):
    """Into another one, or one place up or down."""

    def post(self, request: HttpRequest, workspace: str, category: uuid.UUID) -> HttpResponse:
        """``to`` is ``up`` or ``down``; without it ``parent`` says where it goes, the top where it is empty."""
        found, form = self.find_category(category), request.POST
        if "to" in form:
            move_category(found, actor=self.actor, parent=found.parent, position=self.place(category, form["to"]))
            return SeeOther(reverse("desk-categories", args=[workspace]))
        parent = self.category_named(form["parent"], field="parent") if form.get("parent") else None
        if parent != found.parent:
            move_category(found, actor=self.actor, parent=parent, position=None)
        messages.success(request, _("The category is saved."))
        return SeeOther(reverse("desk-category", args=[workspace, category]))

    def place(self, category: uuid.UUID, to: str) -> int:
        """Where it goes among its neighbours. Raises Invalid for another direction."""
        if to not in ("up", "down"):
            raise Invalid("Invalid direction", code="choice", field="to", hint="Use up or down")
        node = self.tree().find(category)
        now = node.place if node else 0
        return max(0, now - 1) if to == "up" else now + 1


class DeleteCategory(CategoryPage):
    """Away with an empty one."""

    def post(self, request: HttpRequest, workspace: str, category: uuid.UUID) -> HttpResponse:
        """Delete it."""
        delete_category(self.find_category(category), actor=self.actor)
        messages.success(request, _("The category is gone."))
        return SeeOther(reverse("desk-categories", args=[workspace]))
