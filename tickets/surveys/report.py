"""What the ratings of a time add up to, as far as the reader sees the tickets. Everything costs by the ratings and
surveys of that time, and the ratings since, whatever else the workspace holds."""

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import Combinable

from helpdesk.accounts.actors import Actor
from helpdesk.http.keyset import Position, after
from knowledge.reports import Period, share
from tickets.models import Feedback

SCORES = (1, 2, 3, 4, 5)
GOOD = 4


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


def of_ticket(actor: Actor, what: str | Combinable) -> Subquery:
    """A column of the ticket, or something made of them, that a row is about; None where the reader may not see that.

    Not a join: for a join of many ratings the planner reads all tickets there are, while this looks up each one's.
    """
    tickets = actor.workspace.tickets.visible_to(actor).filter(pk=OuterRef("ticket"), is_spam=False)
    return Subquery(tickets.values_list(what)[:1])


def in_time(actor: Actor, period: Period) -> "QuerySet[Feedback]":
    """The workspace's ratings of a period, whether the reader may see their tickets or not."""
    found: QuerySet[Feedback] = actor.workspace.feedback.filter(
        created_at__gte=period.since, created_at__lt=period.until
    )
    return found


def ratings(actor: Actor, period: Period) -> "QuerySet[Feedback]":
    """Those of a period."""
    return in_time(actor, period).alias(queue=of_ticket(actor, "queue")).filter(queue__isnull=False)


def tally(actor: Actor, period: Period) -> Tally:
    """The period as a whole."""
    counted = ratings(actor, period).values("score").annotate(count=Count("pk")).values_list("score", "count")
    return Tally(dict(counted))


def response(actor: Actor, period: Period) -> Response:
    """Of those who were asked in the period."""
    sent = actor.workspace.surveys.filter(sent_at__gte=period.since, sent_at__lt=period.until)
    asked = sent.alias(queue=of_ticket(actor, "queue")).filter(queue__isnull=False)
    # A list that is made once: asked for each survey whether there is a rating, an index would be entered as often.
    rated = Q(ticket__in=actor.workspace.feedback.filter(created_at__gte=period.since).values("ticket"))
    return Response(**asked.aggregate(asked=Count("pk"), answered=Count("pk", filter=rated)))


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
