"""The newest public articles of one language, for feed readers (Atom)."""

import re

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from helpdesk.lib.text import preview_of
from knowledge.render import rendered_body
from portal.knowledge.addresses import absolute, article_at, home_at
from portal.knowledge.caching import revalidated
from portal.knowledge.page import KnowledgePage

ENTRIES = 30
READ_OF_TEXT, SUMMARY = 2_000, 300
# XML has no way to write these down.
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class FeedPage(KnowledgePage):
    """A feed is read by programs that nobody is signed in with: it holds what strangers may read, for whomever."""

    def get(self, request: HttpRequest, workspace: str, language: str) -> HttpResponseBase:
        """Write it."""
        public = self.workspace.articles.visible_to(None, now=self.now)
        texts = self.workspace.article_texts.filter(language=language, article__in=public.order_by())
        newest = list(texts.select_related("article").order_by("-article__updated_at", "-article_id")[:ENTRIES])
        feed = Atom1Feed(
            title=plain(_("Help articles of %(name)s") % {"name": self.workspace.name}),
            link=absolute(home_at(workspace, language)),
            feed_url=absolute(reverse("kb-feed", args=[workspace, language])),
            description=None,
            language=language,
        )
        for text in newest:
            address = absolute(article_at(workspace, language, text.slug))
            feed.add_item(
                title=plain(text.title),
                link=address,
                unique_id=f"urn:uuid:{text.pk}",
                description=plain(preview_of(rendered_body(text.body[:READ_OF_TEXT]).plain, SUMMARY)),
                pubdate=text.article.published_at or text.article.publish_at,
                updateddate=text.updated_at,
            )
        response = HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
        return revalidated(request, response, updated_at=max((text.updated_at for text in newest), default=None))


def plain(text: str) -> str:
    """Text as XML takes it."""
    return NOT_IN_XML.sub("", text)
