"""An article: its text, what it is about, whether it helped, what to read next."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.urls import reverse

from helpdesk.lib.errors import NotFound
from helpdesk.lib.text import preview_of
from knowledge.languages import in_order
from knowledge.models import Article, ArticleText
from portal.knowledge.addresses import article_at, named_id
from portal.knowledge.caching import OWN, revalidated
from portal.knowledge.contents import contents_of
from portal.knowledge.finding import text_at, text_meant
from portal.knowledge.languages import Edition
from portal.knowledge.opened import note_opening
from portal.knowledge.page import KnowledgePage
from portal.knowledge.related import read_related
from portal.redirect import SeeOther

LONGEST_MARK = 1000
DESCRIPTION = 160


class ArticlePage(KnowledgePage):
    """The article at its own address; what it was called before leads here."""

    text: ArticleText

    def get(self, request: HttpRequest, workspace: str, language: str, slug: str) -> HttpResponseBase:
        """Show it. Raises NotFound for what is missing, foreign, not published, or not for this reader."""
        text = text_at(self.workspace, self.readable, slug=slug, languages=[language])
        if text is None:
            return self.lead_on(slug)
        mark = request.GET.get("s", "")[:LONGEST_MARK]
        if mark:
            note_opening(request, self.workspace, text.article, mark=mark, language=language)
            return SeeOther(article_at(workspace, language, slug))
        text.article.workspace = self.workspace
        page = self.shown(request, "article", **self.content(text), said=request.GET.get("said", ""))
        return revalidated(request, page, updated_at=text.updated_at, control=OWN)

    def lead_on(self, name: str) -> HttpResponseBase:
        """To the article that this name once had, for good; or, until it is translated, to another language.

        Raises NotFound.
        """
        languages = in_order([self.language], self.workspace)
        text = text_meant(self.workspace, self.readable, name=name, languages=languages)
        if text is None:
            raise NotFound("page")
        lasts = text.language == self.language and named_id(name) is None
        way = HttpResponsePermanentRedirect if lasts else HttpResponseRedirect
        return way(article_at(self.workspace.slug, text.language, text.slug))

    def content(self, text: ArticleText) -> dict[str, Any]:
        """What the template needs."""
        article = text.article
        contents = contents_of(self.workspace, text, self.readable)
        return {
            "article": article,
            "text": text,
            "contents": contents,
            "description": preview_of(contents.plain, DESCRIPTION),
            "is_internal": article.visibility == Article.Visibility.MEMBERS,
            "trail": self.tree.path_to(article.category_id),
            "related": read_related(self.workspace, self.readable, article, language=text.language),
            "vote_at": reverse("kb-vote", args=[self.workspace.slug, text.language, text.slug]),
            "editions": self.editions_of(text),
        }

    def editions_of(self, text: ArticleText) -> list[Edition]:
        """The article in each of its languages."""
        slug = self.workspace.slug
        texts = self.workspace.article_texts.filter(article=text.article_id).order_by("language")
        return [
            Edition(language, article_at(slug, language, name), language == text.language)
            for language, name in texts.values_list("language", "slug")
        ]
