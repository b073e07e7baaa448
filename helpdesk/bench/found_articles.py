"""Search over articles as an endpoint of a contract, which shows what searching costs and not what a page does."""

from typing import Any

from django.urls import URLPattern

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.scopes import TICKETS_READ
from helpdesk.api.desk.views import DeskView
from helpdesk.api.routes import route
from knowledge.search import search_articles

PAGE = 20


class FoundArticles(DeskView):
    """A page of articles."""

    def get(self, actor: Actor) -> Any:
        """The best twenty, each with the piece that fits."""
        words = self.request.GET["q"]
        found = search_articles(actor.workspace, actor=actor, words=words, languages=["en"], limit=PAGE)
        return {
            "articles": [
                {
                    "id": hit.article_id,
                    "language": hit.language,
                    "title": hit.title,
                    "slug": hit.slug,
                    "isInternal": hit.is_internal,
                    "snippet": "".join(piece for piece, _ in hit.snippet),
                }
                for hit in found.hits
            ],
            "correction": found.correction,
        }


def found_articles_route() -> URLPattern:
    """Its address, below the contract's own."""
    return route("api/v1/bench/articles", FoundArticles, GET=TICKETS_READ)
