"""Was this helpful? One vote for each reader, who may change it."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate

from helpdesk.http.limits import Limit
from helpdesk.lib.errors import Invalid, NotFound
from knowledge.actions.vote_article import vote_article
from portal.knowledge.addresses import article_at
from portal.knowledge.finding import text_at
from portal.knowledge.page import KnowledgePage
from portal.knowledge.reader import mark_of
from portal.redirect import SeeOther

ANSWERS = {"yes": True, "no": False}
VOTES = Limit("kb.vote", "60/h")


class VotePage(KnowledgePage):
    """Takes the form below an article and goes back to it."""

    def enter(self, request: HttpRequest, kwargs: Mapping[str, Any]) -> None:
        """Count the call."""
        super().enter(request, kwargs)
        self.count(request, VOTES)

    def post(self, request: HttpRequest, workspace: str, language: str, slug: str) -> HttpResponse:
        """Note the answer. Raises NotFound, Invalid."""
        text = text_at(self.workspace, self.readable, slug=slug, languages=[language])
        if text is None:
            raise NotFound("page")
        answer = request.POST.get("helpful", "")
        if answer not in ANSWERS:
            raise Invalid("Invalid answer", code="choice", field="helpful", hint="Press yes or no")
        text.article.workspace = self.workspace
        reader = mark_of(request, self.member, today=localdate(self.now))
        vote_article(text.article, language=language, is_helpful=ANSWERS[answer], reader=reader)
        return SeeOther(f"{article_at(workspace, language, slug)}?said={answer}#helpful")
