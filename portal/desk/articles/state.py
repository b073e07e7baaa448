"""Buttons that change where an article stands, apart from what its form does."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from helpdesk.lib.errors import HelpdeskError, Invalid
from knowledge.actions.archive_article import archive_article
from knowledge.actions.delete_article import delete_article
from knowledge.actions.remove_translation import remove_translation
from knowledge.actions.unpublish_article import unpublish_article
from portal.desk.articles.editor import EditorPage, Shown
from portal.desk.articles.languages import read_language
from portal.redirect import SeeOther


class ArticleButton(EditorPage):
    """One button on the article's page."""

    def refused(self, request: HttpRequest, error: HelpdeskError, **kwargs: Any) -> HttpResponse:
        """The article's page with the reason."""
        found = self.find(kwargs["article"])
        written = [text.language for text in found.texts.all()]
        language = self.workspace.language if self.workspace.language in written else min(written)
        return self.show(request, found, language, Shown(problem=error))


class ChangeState(ArticleButton):
    """Out of the readers' sight."""

    def post(self, request: HttpRequest, workspace: str, article: uuid.UUID) -> HttpResponse:
        """``to`` is ``draft`` or ``archived``."""
        found, to = self.find(article), request.POST.get("to", "")
        if to == "draft":
            unpublish_article(found, actor=self.actor)
            messages.success(request, _("It is a draft again. Readers do not find it."))
        elif to == "archived":
            archive_article(found, actor=self.actor)
            messages.success(request, _("It is archived. Readers do not find it."))
        else:
            raise Invalid("There is no such state", code="choice", field="to", hint="Use draft or archived")
        return SeeOther(reverse("desk-article", args=[workspace, article]))


class RemoveTranslation(ArticleButton):
    """Take it out of one language."""

    def post(self, request: HttpRequest, workspace: str, article: uuid.UUID) -> HttpResponse:
        """Its versions stay."""
        language = read_language(self.workspace, request.POST.get("language", ""))
        remove_translation(self.find(article), actor=self.actor, language=language)
        messages.success(request, _("The translation is gone. Its versions are kept."))
        return SeeOther(reverse("desk-article", args=[workspace, article]))


class DeleteArticle(ArticleButton):
    """The page that asks once more, and the button that does it."""

    def get(self, request: HttpRequest, workspace: str, article: uuid.UUID) -> HttpResponse:
        """What is about to happen."""
        return self.render(request, "delete", article=self.find(article))

    def post(self, request: HttpRequest, workspace: str, article: uuid.UUID) -> HttpResponse:
        """Delete it."""
        delete_article(self.find(article), actor=self.actor)
        messages.success(request, _("The article is deleted."))
        return SeeOther(reverse("desk-articles", args=[workspace]))
