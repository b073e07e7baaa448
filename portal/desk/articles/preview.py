"""An article as readers will see it, drawn while it is written."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString

from helpdesk.accounts.models import Workspace
from helpdesk.lib.errors import HelpdeskError
from knowledge.fields import MAX_BODY, MAX_TITLE
from knowledge.models import ArticleFile
from knowledge.render import rendered_body
from portal.callouts import callout_names
from portal.desk.articles.files import files_of
from portal.desk.articles.languages import direction, read_language
from portal.desk.articles.page import ArticlesPage
from portal.desk.articles.typed import Typed, read_typed
from portal.errors import status_of


@dataclass(frozen=True)
class Drawn:
    """What the preview shows."""

    title: str
    html: SafeString
    language: str
    dir: str


class Preview(ArticlesPage):
    """The part of the page that shows what was typed; changes nothing."""

    def post(self, request: HttpRequest, workspace: str, article: uuid.UUID | None = None) -> HttpResponse:
        """Draw it."""
        found = self.find(article) if article else None
        language = read_language(self.workspace, request.POST.get("language", ""))
        typed = read_typed(request.POST, Typed())
        drawing = drawn(self.workspace, language, typed, files_of(found) if found else [])
        return render(request, "desk/articles/preview.html", {"preview": drawing})

    def refused(self, request: HttpRequest, error: HelpdeskError, **kwargs: object) -> HttpResponse:
        """Why nothing is shown."""
        drawing = Drawn(error.message, SafeString(""), self.workspace.language, direction(self.workspace.language))
        return render(request, "desk/articles/preview.html", {"preview": drawing}, status=status_of(error))


def drawn(workspace: Workspace, language: str, typed: Typed, files: Sequence[ArticleFile] = ()) -> Drawn:
    """What was typed, rendered; what is longer than an article may be is cut, so that nobody waits for it."""

    def file_at(file: ArticleFile) -> str:
        return reverse("desk-article-file", args=[workspace.slug, file.article_id, file.pk])

    def article_at(key: uuid.UUID) -> str:
        return reverse("desk-article", args=[workspace.slug, key])

    made = rendered_body(
        typed.body[:MAX_BODY], files, file_at=file_at, article_at=article_at, callouts=callout_names(language)
    )
    return Drawn(typed.title[:MAX_TITLE], made.html, language, direction(language))
