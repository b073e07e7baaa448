"""The report itself."""

import uuid
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from knowledge import reports
from knowledge.articles import text_in
from knowledge.models import Article
from portal.desk.article_report.cards import Opinion, cards_of
from portal.desk.article_report.chart import chart_of
from portal.desk.article_report.period import CHOICES, days_in, last_days
from portal.desk.page import DeskPage


class ArticleReport(DeskPage):
    """Searches, clicks and votes of the last days."""

    def get(self, request: HttpRequest, workspace: str) -> HttpResponse:
        """One page, everything drawn here."""
        days, zone, now = days_in(request.GET.get("days", "")), ZoneInfo(self.workspace.time_zone), timezone.now()
        period = last_days(days, now=now, zone=zone)
        judged = reports.judged(self.workspace, period)
        old = reports.stale(self.workspace, now=now)
        context = self.context(
            here="article-report",
            days=days,
            choices=CHOICES,
            cards=cards_of(reports.figures(self.workspace, period), reports.figures(self.workspace, period.before)),
            chart=chart_of(reports.by_day(self.workspace, period, zone=zone)),
            unanswered=reports.unanswered(self.workspace, period),
            asked=reports.most_searched(self.workspace, period),
            opinions=self.titled(judged),
            stale=[(article, title_of(article)) for article in old],
        )
        return render(request, "desk/article_report.html", context)

    def titled(self, judged: Iterable[reports.Judged]) -> list[Opinion]:
        """The votes with the titles of what they are about."""
        by_id = {one.article_id: one for one in judged}
        articles = self.workspace.articles.filter(pk__in=by_id).prefetch_related("texts")
        titles: dict[uuid.UUID, str] = {article.pk: title_of(article) for article in articles}
        return [Opinion(one, titles[article_id]) for article_id, one in by_id.items() if article_id in titles]


def title_of(article: Article) -> str:
    """Its title in the reader's language where it has one."""
    return text_in(article, [get_language() or "en"]).title
