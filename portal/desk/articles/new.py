"""A new article."""

import uuid
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from helpdesk.lib.errors import HelpdeskError
from helpdesk.lib.text import is_storable
from knowledge.actions.create_article import create_article
from knowledge.actions.publish_article import publish_article
from portal.desk.articles.authors import author_named
from portal.desk.articles.editing import PREVIEW, PUBLISH
from portal.desk.articles.editor import EditorPage
from portal.desk.articles.languages import direction, language_choices, read_language
from portal.desk.articles.preview import drawn
from portal.desk.articles.typed import Typed, read_typed
from portal.redirect import SeeOther


class NewArticle(EditorPage):
    """The same form, about an article that is not there yet."""

    def get(self, request: HttpRequest, workspace: str) -> HttpResponse:
        """The form; a link may name the category and the title."""
        given = {name: request.GET.get(name, "") for name in ("category", "title")}
        typed = replace(self.empty(), **{name: text for name, text in given.items() if is_storable(text)})
        return self.form(request, typed, self.workspace.language)

    def post(self, request: HttpRequest, workspace: str) -> HttpResponse:
        """Begin it as a draft, or publish it at once."""
        form = request.POST
        typed = read_typed(form, self.empty())
        language = read_language(self.workspace, form.get("language", ""))
        if form.get("do") == PREVIEW:
            return self.form(request, typed, language)
        made = create_article(
            actor=self.actor,
            category=self.category_named(typed.category),
            language=language,
            title=typed.title,
            body=typed.body,
            slug=typed.slug,
            labels=typed.separate_labels,
            visibility=typed.visibility,
            author=author_named(self.workspace, typed.author),
        )
        if form.get("do") == PUBLISH:
            publish_article(made, actor=self.actor)
        messages.success(request, _("It is published.") if form.get("do") == PUBLISH else _("The draft is saved."))
        self.made = made.pk
        return self.done_before(request, made.pk)

    def done_before(self, request: HttpRequest, made: uuid.UUID, **kwargs: Any) -> HttpResponse:
        """To the article."""
        return SeeOther(reverse("desk-article", args=[self.workspace.slug, made]))

    def refused(self, request: HttpRequest, error: HelpdeskError, **kwargs: Any) -> HttpResponse:
        """The form again, with everything still in it."""
        sent = "" if error.field == "language" else request.POST.get("language", "")
        typed = read_typed(request.POST, self.empty())
        return self.form(request, typed, read_language(self.workspace, sent), error)

    def empty(self) -> Typed:
        """What a form holds that nobody has touched: whoever writes is the author."""
        return Typed(author=str(self.member.pk))

    def form(
        self, request: HttpRequest, typed: Typed, language: str, problem: HelpdeskError | None = None
    ) -> HttpResponse:
        """The page."""
        return self.render(
            request,
            "new",
            typed=typed,
            written_in=language,
            dir=direction(language),
            languages=language_choices(self.workspace),
            preview=drawn(self.workspace, language, typed),
            problem=problem,
            **self.choices(),
        )
