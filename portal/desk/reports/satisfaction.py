"""How customers rated the help: figures, weeks, who and what, and what they said."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from helpdesk.accounts.scopes import TICKETS_READ
from helpdesk.http.keyset import Position, decode
from portal.desk.article_report.cards import Card, count, percent
from portal.desk.finding import reference_of
from portal.desk.page import DeskPage
from portal.desk.reports.chart import chart_of, distribution
from portal.desk.reports.period import CHOICES, Chosen, chosen_time
from tickets.actions import export_ratings
from tickets.query.spell import spell
from tickets.query.terms import Filter, Query
from tickets.surveys import report
from tickets.surveys.breakdown import Breakdown, breakdown
from tickets.surveys.report import Group, Response, Tally

PAGE_SIZE = 20


class ReportPage(DeskPage):
    """A page about a time that its address names."""

    @cached_property
    def chosen(self) -> Chosen:
        """The time. Raises Invalid."""
        given = self.request.POST if self.request.method == "POST" else self.request.GET
        return chosen_time(given.dict(), now=timezone.now(), zone=ZoneInfo(self.workspace.time_zone))


class SatisfactionReport(ReportPage):
    """One page, everything drawn here; the reader sees ratings of the tickets that they may see."""

    def get(self, request: HttpRequest, workspace: str) -> HttpResponse:
        """The report, with the first or a further page of what was said."""
        cursor, period = request.GET.get("cursor", ""), self.chosen.period
        position = decode(cursor) if cursor else None
        found = breakdown(self.actor, period, zone=ZoneInfo(self.workspace.time_zone))
        whole, before = found.whole, report.tally(self.actor, period.before)
        context = self.context(
            here="satisfaction",
            time=self.chosen,
            choices=CHOICES,
            cards=cards_of(whole, before, report.response(self.actor, period)),
            scores=[(score, self.list_of("rating", str(score.score))) for score in distribution(whole)],
            chart=chart_of(found.weeks),
            tables=self.tables(found),
            may_read_tickets=self.actor.may(TICKETS_READ),
            further=bool(cursor),
            **self.said(position),
        )
        return render(request, "desk/reports/satisfaction.html", context)

    def tables(self, found: Breakdown) -> list["Table"]:
        """The three of them."""
        agents = self.lines(found.agents, "assignee", nothing=_("Nobody"))
        return [
            Table("agents", _("By agent"), _("Agent"), agents),
            Table("queues", _("By queue"), _("Queue"), self.lines(found.queues, "queue", by_name=True)),
            Table("tags", _("By tag"), _("Tag"), self.lines(found.tags, "tag")),
        ]

    def lines(
        self, groups: Iterable[Group], filter_name: str, *, by_name: bool = False, nothing: str = ""
    ) -> list["Line"]:
        """A table's lines, each with the list of its tickets."""
        return [
            Line(
                group, self.list_of(filter_name, group.name if by_name else group.key or "none"), group.name or nothing
            )
            for group in groups
        ]

    def list_of(self, name: str, value: str) -> str:
        """The address of the list of tickets rated in this time that fit one filter."""
        rated = f"{self.chosen.first.isoformat()}..{self.chosen.last.isoformat()}"
        words = spell(Query(filters=(Filter(name, (value,)), Filter("rated", (rated,)))))
        return "?" + urlencode({"q": words})

    def said(self, position: Position | None) -> dict[str, Any]:
        """A page of the ratings with words, for whoever may read what customers write."""
        if not self.actor.may(TICKETS_READ):
            return {"said": [], "more": ""}
        found = report.ratings(self.actor, self.chosen.period).exclude(comment="")
        rows, following = report.newest(found, limit=PAGE_SIZE, position=position)
        said = [row | {"reference": reference_of(row["ticket__number"])} for row in rows]
        return {"said": said, "more": following.encode() if following else ""}


class ExportRatings(ReportPage):
    """The ratings as a table. A button, because each time is written down."""

    def post(self, request: HttpRequest, workspace: str) -> HttpResponseBase:
        """Read and sent a page at a time."""
        lines = export_ratings(actor=self.actor, period=self.chosen.period)
        answer = StreamingHttpResponse((line.encode() for line in lines), content_type="text/csv; charset=utf-8")
        name = f"{workspace}-ratings-{self.chosen.first}-{self.chosen.last}.csv"
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer


@dataclass(frozen=True)
class Line:
    """One row of a table; ``address`` is that of its tickets."""

    group: Group
    address: str
    name: str

    @property
    def average(self) -> str:
        """With one decimal."""
        return mean(self.group.average)

    @property
    def good(self) -> str:
        """The share of good ratings."""
        return percent(self.group.good_share)


@dataclass(frozen=True)
class Table:
    """A heading, what its first column holds, and the rows."""

    id: str
    title: str
    noun: str
    lines: list[Line]


def cards_of(now: Tally, before: Tally, asked: Response) -> list[Card]:
    """The figures at the top, in the order in which they are read."""
    words = _("%(answered)s of %(asked)s who were asked") % {
        "answered": count(asked.answered),
        "asked": count(asked.asked),
    }
    return [
        Card(_("Ratings"), count(now.ratings), count(before.ratings), _("one for each ticket")),
        Card(_("Average"), mean(now.average), mean(before.average), _("from 1 (bad) to 5 (great)")),
        Card(_("Good"), percent(now.good_share), percent(before.good_share), _("4 or 5 of 5")),
        Card(_("Answered"), percent(asked.rate), "", words),
    ]


def mean(number: float | None) -> str:
    """An average as the reader's language writes it, a dash where there is none."""
    return percent(None) if number is None else number_format(number, decimal_pos=1, use_l10n=True)
