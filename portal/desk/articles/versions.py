"""What an article said before: a list, a comparison, the way back."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from helpdesk.lib.errors import HelpdeskError, Invalid, NotFound
from knowledge.actions.restore_version import restore_version
from knowledge.models import Article, ArticleVersion
from portal.desk.articles.comparing import compared
from portal.desk.articles.editor import EditorPage, newest_version
from portal.desk.articles.filters import is_uuid
from portal.desk.articles.languages import direction, language_name, read_language
from portal.redirect import SeeOther

PAGE_SIZE = 30
COLUMNS = ("id", "number", "title", "created_at", "author__user__name")


class VersionsPage(EditorPage):
    """Pages about the versions of one article."""

    def version_of(self, article: Article, key: uuid.UUID) -> ArticleVersion:
        """One of its versions. Raises NotFound."""
        found: ArticleVersion | None = article.versions.select_related("author__user").filter(pk=key).first()
        if found is None:
            raise NotFound("version")
        return found

    def heading(self, article: Article, language: str) -> str:
        """What the article is called."""
        titles = {text.language: text.title for text in article.texts.all()}
        return titles.get(language) or next(iter(titles.values()), "")


class Versions(VersionsPage):
    """Those of one language, newest first."""

    def get(self, request: HttpRequest, workspace: str, article: uuid.UUID) -> HttpResponse:
        """A page of them; ``before`` is the number of the last one seen."""
        found = self.find(article)
        language = read_language(self.workspace, request.GET.get("language", ""))
        rows = found.versions.filter(language=language)
        if "before" in request.GET:
            rows = rows.filter(number__lt=number_in(request.GET["before"]))
        page = list(rows.order_by("-number").values(*COLUMNS)[: PAGE_SIZE + 1])
        written = sorted({*found.versions.values_list("language", flat=True).distinct(), language})
        return self.render(
            request,
            "versions",
            article=found,
            heading=self.heading(found, language),
            written_in=language,
            dir=direction(language),
            tabs=[(code, language_name(code)) for code in written],
            versions=page[:PAGE_SIZE],
            newest="" if "before" in request.GET or not page else page[0]["id"],
            more=page[PAGE_SIZE - 1]["number"] if len(page) > PAGE_SIZE else "",
        )


class VersionPage(VersionsPage):
    """What one version said, beside another or what is said now."""

    def get(self, request: HttpRequest, workspace: str, article: uuid.UUID, version: uuid.UUID) -> HttpResponse:
        """The differences from it to ``with``, or to the newest of its language."""
        found = self.find(article)
        one = self.version_of(found, version)
        wanted = request.GET.get("with", "")
        if wanted and not is_uuid(wanted):
            raise NotFound("version")
        other = self.version_of(found, uuid.UUID(wanted)) if wanted else newest_version(found, one.language)
        if other is None or other.language != one.language:
            raise NotFound("version")
        older, newer = sorted((one, other), key=lambda kept: kept.number)
        return self.show_version(request, found, one, older, newer)

    def show_version(
        self, request: HttpRequest, article: Article, one: ArticleVersion, older: ArticleVersion, newer: ArticleVersion
    ) -> HttpResponse:
        """The page."""
        newest = newest_version(article, one.language)
        numbers = article.versions.filter(language=one.language).exclude(pk=one.pk).order_by("-number")
        return self.render(
            request,
            "version",
            article=article,
            heading=self.heading(article, one.language),
            one=one,
            older=older,
            newer=newer,
            written_in=one.language,
            dir=direction(one.language),
            is_newest=newest is not None and newest.pk == one.pk,
            difference=compared(older, newer),
            others=[(str(key), f"{number}") for key, number in numbers.values_list("pk", "number")[:100]],
            compared_with=str((newer if one.pk == older.pk else older).pk),
        )


class RestoreVersion(VersionsPage):
    """Let the article say it again."""

    def post(self, request: HttpRequest, workspace: str, article: uuid.UUID, version: uuid.UUID) -> HttpResponse:
        """What it says now stays among its versions."""
        found = self.find(article)
        kept = self.version_of(found, version)
        restore_version(found, actor=self.actor, version=kept)
        messages.success(request, _("Version %(number)s is back.") % {"number": kept.number})
        return SeeOther(f"{reverse('desk-article', args=[workspace, article])}?language={kept.language}")

    def refused(self, request: HttpRequest, error: HelpdeskError, **kwargs: Any) -> HttpResponse:
        """Back to the version, which says why."""
        messages.error(request, f"{error.message}. {error.hint}".strip())
        return SeeOther(
            reverse("desk-article-version", args=[self.workspace.slug, kwargs["article"], kwargs["version"]])
        )


def number_in(text: str) -> int:
    """The number of a version in an address. Raises Invalid."""
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise Invalid("Invalid number", field="before", hint="Start again from the newest version")
    return int(text)
