"""What the ratings of a time add up to, as far as the reader sees the tickets. Everything costs by the ratings and
surveys of that time, whatever else the workspace holds."""

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import CharField, Count, Exists, F, Func, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import TruncWeek

from helpdesk.accounts.actors import Actor
from helpdesk.http.keyset import Position, after
from knowledge.reports import Period, share
from tickets.models import Feedback

SCORES = (1, 2, 3, 4, 5)
GOOD = 4
MOST_LISTED = 30


@dataclass(frozen=True)
class Tally:
    """How many ratings there are of each score."""

    counts: Mapping[int, int] = field(default_factory=dict)

    @property
    def ratings(self) -> int:
        """All of them."""
        return sum(self.counts.values())

    @property
    def average(self) -> float | None:
        """The mean score; None without any."""
        return share(sum(score * count for score, count in self.counts.items()), self.ratings)

    @property
    def good(self) -> int:
        """How many are good: 4 or 5."""
        return sum(count for score, count in self.counts.items() if score >= GOOD)

    @property
    def good_share(self) -> float | None:
        """Of all of them; None without any."""
        return share(self.good, self.ratings)


@dataclass(frozen=True)
class Week:
    """The ratings of a week, which begins on a Monday; of the first and last perhaps only some of its days."""

    first_day: datetime.date
    tally: Tally


@dataclass(frozen=True)
class Group:
    """The ratings of one agent, queue or tag; ``key`` is what it is called in data and ``name`` on pages."""

    key: Any
    name: str
    ratings: int
    average: float
    good_share: float


@dataclass(frozen=True)
class Response:
    """How many customers were asked in the period, and how many of those have rated since."""

    asked: int
    answered: int

    @property
    def rate(self) -> float | None:
        """Of all who were asked; None where nobody was."""
        return share(self.answered, self.asked)


def of_ticket(actor: Actor, column: str) -> Subquery:
    """A column of the ticket that a row is about; None where the reader may not see that.

    Not a join: for a join of many ratings the planner reads all tickets there are, while this looks up each one's.
    """
    tickets = actor.workspace.tickets.visible_to(actor).filter(pk=OuterRef("ticket"), is_spam=False)
    return Subquery(tickets.values(column)[:1])


def ratings(actor: Actor, period: Period) -> "QuerySet[Feedback]":
    """Those of a period."""
    in_time: QuerySet[Feedback] = actor.workspace.feedback.filter(
        created_at__gte=period.since, created_at__lt=period.until
    )
    return in_time.alias(queue=of_ticket(actor, "queue")).filter(queue__isnull=False)


def by_week(actor: Actor, period: Period, *, zone: datetime.tzinfo) -> list[Week]:
    """Every week that the period touches, by the calendar of a time zone; those without a rating too."""
    counted = (
        ratings(actor, period)
        .annotate(week=TruncWeek("created_at", tzinfo=zone))
        .values("week", "score")
        .annotate(count=Count("pk"))
    )
    found: dict[datetime.date, dict[int, int]] = {}
    for row in counted:
        found.setdefault(row["week"].astimezone(zone).date(), {})[row["score"]] = row["count"]
    first, last = monday(period.since.astimezone(zone)), monday((period.until - MOMENT).astimezone(zone))
    days = [first + datetime.timedelta(weeks=number) for number in range((last - first).days // 7 + 1)]
    return [Week(day, Tally(found.get(day, {}))) for day in days]


MOMENT = datetime.timedelta(microseconds=1)


def monday(moment: datetime.datetime) -> datetime.date:
    """The day on which its week begins."""
    return moment.date() - datetime.timedelta(days=moment.weekday())


def tally(actor: Actor, period: Period) -> Tally:
    """The period as a whole."""
    counted = ratings(actor, period).values("score").annotate(count=Count("pk")).values_list("score", "count")
    return Tally(dict(counted))


def response(actor: Actor, period: Period) -> Response:
    """Of those who were asked in the period."""
    in_time = actor.workspace.surveys.filter(sent_at__gte=period.since, sent_at__lt=period.until)
    asked = in_time.alias(queue=of_ticket(actor, "queue")).filter(queue__isnull=False)
    rated = Exists(actor.workspace.feedback.filter(ticket=OuterRef("ticket")))
    return Response(**asked.aggregate(asked=Count("pk"), answered=Count("pk", filter=Q(rated))))


def by_agent(actor: Actor, period: Period) -> list[Group]:
    """By whoever had the ticket when it was rated, the key being their address; nobody has neither name nor key."""
    found = grouped(ratings(actor, period).annotate(key=F("member__user__email")))
    members = actor.workspace.memberships.filter(user__email__in=[group.key for group in found if group.key])
    return named(found, dict(members.values_list("user__email", "user__name")))


def by_queue(actor: Actor, period: Period) -> list[Group]:
    """By the queue that the ticket is in now."""
    found = grouped(ratings(actor, period).annotate(key=F("queue")))
    return named(found, dict(actor.workspace.queues.visible_to(actor).values_list("pk", "name")))


def by_tag(actor: Actor, period: Period) -> list[Group]:
    """By the tags that the ticket has now; a ticket with two counts for both."""
    tag = Func(of_ticket(actor, "tags"), function="unnest", output_field=CharField())
    found = grouped(ratings(actor, period).annotate(key=tag))
    return named(found, {group.key: group.key for group in found})


def grouped(found: QuerySet[Any]) -> list[Group]:
    """The groups with most ratings, still without names."""
    rows = (
        found.values("key")
        .annotate(ratings=Count("pk"), points=Sum("score"), good=Count("pk", filter=Q(score__gte=GOOD)))
        .order_by("-ratings", "key")[:MOST_LISTED]
    )
    return [
        Group(row["key"], "", count, row["points"] / count, row["good"] / count)
        for row in rows
        if (count := row["ratings"])
    ]


def named(groups: list[Group], names: Mapping[Any, str]) -> list[Group]:
    """The same with their names."""
    return [replace(group, name=names.get(group.key, "")) for group in groups]


COLUMNS = (
    "id", "created_at", "score", "comment", "ticket__number", "ticket__subject", "ticket__queue__name",
    "ticket__tags", "member__user__name",
)  # fmt: skip


def newest(
    found: "QuerySet[Feedback]", *, limit: int, position: Position | None = None
) -> tuple[list[dict[str, Any]], Position | None]:
    """The newest ``limit`` of some ratings behind a position, and the position of those that follow, if any do."""
    rows = list(after(found, position).order_by("-created_at", "-id").values(*COLUMNS)[: limit + 1])
    shown = rows[:limit]
    last: Mapping[str, Any] | None = shown[-1] if len(rows) > limit else None
    return shown, Position(last["created_at"], uuid.UUID(str(last["id"]))) if last else None
