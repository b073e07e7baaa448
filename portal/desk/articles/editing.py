"""Writing an article: its form, what its buttons do, and what happens when somebody else was quicker."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from helpdesk.lib.errors import HelpdeskError, Invalid, Stale
from knowledge.actions.move_article import move_article
from knowledge.actions.publish_article import publish_article
from knowledge.actions.schedule_article import schedule_article
from knowledge.actions.set_author import set_author
from knowledge.actions.set_labels import set_labels
from knowledge.actions.set_visibility import set_visibility
from knowledge.actions.update_article import update_article
from knowledge.models import Article
from portal.desk.articles.authors import author_named
from portal.desk.articles.comparing import written_between
from portal.desk.articles.editor import EditorPage, Shown
from portal.desk.articles.files import take_file, version_after
from portal.desk.articles.languages import read_language
from portal.desk.articles.moments import moment_typed
from portal.desk.articles.typed import Typed, read_typed, typed_of
from portal.desk.articles.words import what_changed
from portal.desk.draft import read_version
from portal.redirect import SeeOther

SAVE, PUBLISH, SCHEDULE, PREVIEW, UPLOAD = "save", "publish", "schedule", "preview", "upload"


class EditArticle(EditorPage):
    """The form of an article in one language."""

    def get(self, request: HttpRequest, workspace: str, article: uuid.UUID) -> HttpResponse:
        """The article as it is, in the language of the address or the first it is written in."""
        found = self.find(article)
        return self.show(request, found, self.language_of(found, request.GET.get("language", "")))

    def post(self, request: HttpRequest, workspace: str, article: uuid.UUID) -> HttpResponse:
        """``do`` is the button that was pressed. Looking and uploading save nothing of what was typed."""
        found, form = self.find(article), request.POST
        language, version = self.language_of(found, form.get("language", "")), read_version(form)
        typed, do = self.typed(request, found, language), form.get("do", SAVE)
        if do == PREVIEW:
            return self.show(request, found, language, Shown(typed=typed, version=version))
        if do == UPLOAD:
            take_file(found, actor=self.actor, request=request)
            kept = self.find(article)
            return self.show(request, kept, language, Shown(typed=typed, version=version_after(kept, version)))
        if do not in (SAVE, PUBLISH, SCHEDULE):
            raise Invalid("There is no such button", code="choice", field="do", hint="Save, publish or schedule it")
        self.keep(found, language, typed, version)
        messages.success(request, self.publish(found, typed, do))
        return SeeOther(f"{reverse('desk-article', args=[workspace, article])}?language={language}")

    def language_of(self, article: Article, text: str) -> str:
        """The language named; without one the workspace's where it is written in that, else the first. Raises
        Invalid."""
        if text:
            return read_language(self.workspace, text)
        written = {one.language for one in article.texts.all()}
        own = self.workspace.language
        return own if own in written or not written else min(written)

    def typed(self, request: HttpRequest, article: Article, language: str) -> Typed:
        """What the form holds; what it does not is as it is kept."""
        text = next((one for one in article.texts.all() if one.language == language), None)
        return read_typed(request.POST, typed_of(article, text))

    def keep(self, article: Article, language: str, typed: Typed, version: int) -> None:
        """Keep everything, the text first: it is held against the version that was read."""
        words = {"title": typed.title, "body": typed.body, "slug": typed.slug}
        update_article(article, actor=self.actor, language=language, expected_version=version, **words)
        if typed.category != str(article.category_id):
            move_article(article, actor=self.actor, category=self.category_named(typed.category))
        set_visibility(article, actor=self.actor, to=typed.visibility)
        set_labels(article, actor=self.actor, labels=typed.separate_labels)
        if typed.author != str(article.author_id or ""):
            set_author(article, actor=self.actor, author=author_named(self.workspace, typed.author))

    def publish(self, article: Article, typed: Typed, do: str) -> str:
        """Do what the button says beside saving; returns the sentence that says what happened."""
        if do == PUBLISH:
            publish_article(article, actor=self.actor)
            return _("It is published.")
        if do == SCHEDULE:
            schedule_article(article, actor=self.actor, at=moment_typed(typed.publish_at, self.workspace))
            return _("It is saved and appears at its time.")
        return _("The article is saved.")

    def refused(self, request: HttpRequest, error: HelpdeskError, **kwargs: Any) -> HttpResponse:
        """The page with every word still in it; where somebody was quicker, with what came in between."""
        found = self.find(kwargs["article"])
        sent = "" if error.field == "language" else request.POST.get("language", "")
        language = self.language_of(found, sent)
        typed = self.typed(request, found, language)
        if isinstance(error, Stale):
            between = written_between(found, language, request.POST.get("seen", ""))
            changes = what_changed(error.changed)
            error.hint = _("Your text is still here. Look at what came in between, then save again")
            return self.show(request, found, language, Shown(typed, found.version, error, changes, between))
        version = found.version if error.field == "version" else read_version(request.POST)
        return self.show(request, found, language, Shown(typed, version, error))
