"""The page on which an article is written, which every form on it comes back to."""

import uuid
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from helpdesk.lib.errors import Conflict, HelpdeskError
from knowledge.models import Article, ArticleText, ArticleVersion
from knowledge.state import require_deletable, settle
from portal.desk.articles.authors import author_choices
from portal.desk.articles.files import files_of, shown_files
from portal.desk.articles.languages import direction, language_choices, language_name
from portal.desk.articles.page import ArticlesPage
from portal.desk.articles.preview import drawn
from portal.desk.articles.typed import Typed, typed_of
from portal.desk.articles.words import STATE_PILLS, STATES, VISIBILITIES
from portal.knowledge.addresses import article_at


@dataclass(frozen=True)
class Shown:
    """What the page shows beside the article as it is kept.

    ``typed`` was not saved, ``version`` is the one it is written on, ``between`` what others wrote meanwhile.
    """

    typed: Typed | None = None
    version: int | None = None
    problem: HelpdeskError | None = None
    changes: list[str] = field(default_factory=list)
    between: Any = None


AS_KEPT = Shown()


class EditorPage(ArticlesPage):
    """Shows one article in one language."""

    def find(self, key: uuid.UUID) -> Article:
        """The article; one whose moment has come is a published one."""
        found = super().find(key)
        settle(found, timezone.now())
        return found

    def show(self, request: HttpRequest, article: Article, language: str, shown: Shown = AS_KEPT) -> HttpResponse:
        """The page."""
        texts = {text.language: text for text in article.texts.all()}
        text, files = texts.get(language), files_of(article)
        typed = shown.typed or typed_of(article, text)
        newest = newest_version(article, language)
        return self.render(
            request,
            "edit",
            article=article,
            text=text,
            typed=typed,
            version=shown.version or article.version,
            seen=newest.pk if newest else "",
            preview=drawn(self.workspace, language, typed, files),
            files=shown_files(files),
            changes=shown.changes,
            between=shown.between,
            problem=shown.problem,
            heading=typed.title or next((one.title for one in texts.values()), ""),
            original=original_of(article, text, texts),
            may_delete=is_deletable(article),
            readers_at=article_at(self.workspace.slug, language, text.slug) if text and is_published(article) else "",
            **self.tongues(texts, language),
            **self.choices(article),
        )

    def tongues(self, texts: dict[str, ArticleText], language: str) -> dict[str, Any]:
        """The languages it is written in and could be."""
        return {
            "written_in": language,
            "language_name": language_name(language),
            "dir": direction(language),
            "tabs": [(code, language_name(code), code in texts) for code in sorted({*texts, language})],
            "languages": language_choices(self.workspace, without={*texts, language}),
        }

    def choices(self, article: Article | None = None) -> dict[str, Any]:
        """What the selects offer, and how the state reads."""
        return {
            "places": self.tree().choices(),
            "authors": author_choices(self.workspace, article),
            "visibilities": list(VISIBILITIES.items()),
            "zone": self.workspace.time_zone,
            "state_word": STATES[article.state] if article else "",
            "pill": STATE_PILLS[article.state] if article else "",
        }


def is_published(article: Article) -> bool:
    """Whether readers find it."""
    return article.state == Article.State.PUBLISHED


def is_deletable(article: Article) -> bool:
    """Whether the button that deletes is of any use."""
    try:
        require_deletable(article)
    except Conflict:
        return False
    return True


def newest_version(article: Article, language: str) -> ArticleVersion | None:
    """What it said last in a language."""
    found: ArticleVersion | None = article.versions.filter(language=language).order_by("-number").first()
    return found


def original_of(article: Article, text: ArticleText | None, texts: dict[str, ArticleText]) -> dict[str, str] | None:
    """What a translation that is not there yet is made from."""
    if text is not None or not texts:
        return None
    found = texts.get(article.workspace.language) or texts[min(texts)]
    name, way = language_name(found.language), direction(found.language)
    return {"name": name, "language": found.language, "dir": way, "title": found.title, "body": found.body}
