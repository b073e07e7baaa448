"""Pictures and attachments of an article: added, shown to writers, taken away."""

import re
import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from helpdesk.accounts.actors import Actor
from helpdesk.lib.errors import HelpdeskError, Invalid, NotFound
from knowledge.actions.attach_file import attach_file
from knowledge.actions.detach_file import detach_file
from knowledge.models import Article, ArticleFile
from portal.desk.articles.page import ArticlesPage
from portal.desk.draft import read_version
from portal.errors import message_for, status_of
from portal.files.fetch import leading_to
from portal.files.sent import sent_file
from portal.files.serving import as_picture
from portal.redirect import SeeOther, is_partial

SPECIAL = re.compile(r"([\\\[\]`*_<>!&])")


class FilesPage(ArticlesPage):
    """The files beside the text: as a part of the page where a script asked, else with the whole page."""

    def done(self, request: HttpRequest, article: uuid.UUID, problem: HelpdeskError | None = None) -> HttpResponse:
        """The files as they are now, and the version that the text is now written on."""
        if not is_partial(request):
            return SeeOther(self.back(article) + "#files")
        found = self.find(article)
        sent = read_version(request.POST)
        context = self.context(
            article=found,
            files=shown_files(files_of(found)),
            version=sent if problem else version_after(found, sent),
            file_problem=message_for(problem) if problem else None,
            is_part=True,
        )
        return render(request, "desk/articles/files.html", context, status=status_of(problem) if problem else 200)

    def back(self, article: uuid.UUID) -> str:
        """The page of the article."""
        return reverse("desk-article", args=[self.workspace.slug, article])

    def refused(self, request: HttpRequest, error: HelpdeskError, **kwargs: Any) -> HttpResponse:
        """The same with the reason."""
        if not is_partial(request):
            messages.error(request, f"{error.message}. {error.hint}".strip())
        return self.done(request, kwargs["article"], error)


class AddFile(FilesPage):
    """A form with a file in it."""

    def post(self, request: HttpRequest, workspace: str, article: uuid.UUID) -> HttpResponse:
        """Keep it."""
        take_file(self.find(article), actor=self.actor, request=request)
        return self.done(request, article)


class RemoveFile(FilesPage):
    """Away with one that no text shows."""

    def post(self, request: HttpRequest, workspace: str, article: uuid.UUID, file: uuid.UUID) -> HttpResponse:
        """Remove it."""
        found = self.find(article)
        detach_file(found, actor=self.actor, article_file=file_of(found, file))
        if not is_partial(request):
            messages.success(request, _("The file is gone."))
        return self.done(request, article)


class ShowFile(ArticlesPage):
    """A file as writers see it, before any reader may: pictures in the preview, everything else saved."""

    def get(self, request: HttpRequest, workspace: str, article: uuid.UUID, file: uuid.UUID) -> HttpResponseBase:
        """The picture, or on to where the file is saved from."""
        found = file_of(self.find(article), file)
        return as_picture(found.file) if found.is_picture else leading_to(found.file)


def take_file(article: Article, *, actor: Actor, request: HttpRequest) -> ArticleFile:
    """Keep what came with a form. Raises Invalid for a form without a file."""
    file = sent_file(request, actor=actor)
    if file is None:
        raise Invalid(_("Choose a file first"), field="file")
    return attach_file(article, actor=actor, file=file)


def file_of(article: Article, key: uuid.UUID) -> ArticleFile:
    """A file of this article. Raises NotFound."""
    found: ArticleFile | None = article.files.select_related("file").filter(pk=key).first()
    if found is None:
        raise NotFound("file")
    return found


def files_of(article: Article) -> list[ArticleFile]:
    """All of them, in the order in which they came."""
    return list(article.files.select_related("file").order_by("created_at", "id"))


def shown_files(files: list[ArticleFile]) -> list[dict[str, Any]]:
    """What the page shows of them, and the Markdown that puts each into the text."""
    return [
        {
            "id": one.pk,
            "name": one.file.name,
            "size": one.file.size,
            "is_picture": one.is_picture,
            "markdown": markdown_of(one),
        }
        for one in files
    ]


def markdown_of(file: ArticleFile) -> str:
    """A picture where it stands, or a link to an attachment; its name is plain text in either."""
    name = file.file.name
    words = SPECIAL.sub(r"\\\1", name.rpartition(".")[0] or name if file.is_picture else name)
    return f"{'!' if file.is_picture else ''}[{words}](file:{file.pk})"


def version_after(article: Article, sent: int) -> int:
    """The version that a text is now written on: the newest, unless somebody else changed something too."""
    return article.version if article.version == sent + 1 else sent
