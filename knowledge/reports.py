"""What the searches, clicks and votes of a time add up to, and which articles want looking after.

Members alone are told: what people searched for is nobody else's business.
"""

import datetime
import uuid
from dataclasses import dataclass

from django.db.models import Count, Max, Q, QuerySet
from django.db.models.functions import Lower, TruncDate

from helpdesk.accounts.models import Workspace
from knowledge.models import Article, ArticleSearch, ArticleVote

MOST_LISTED = 20
FEWEST_VOTES = 5
FALL = 0.2
OLD = datetime.timedelta(days=365)


@dataclass(frozen=True)
class Period:
    """From the first moment on and before the last."""

    since: datetime.datetime
    until: datetime.datetime

    @property
    def before(self) -> "Period":
        """The time of the same length that came before."""
        return Period(self.since - (self.until - self.since), self.since)


@dataclass(frozen=True)
class Figures:
    """Counts; ``solved`` are searches after which no request was sent."""

    searches: int
    empty: int
    clicked: int
    solved: int
    votes: int
    helpful: int

    @property
    def clicked_share(self) -> float | None:
        """Of the searches that found something, those after which an article was opened; None without any."""
        return share(self.clicked, self.searches - self.empty)

    @property
    def empty_share(self) -> float | None:
        """Of all searches, those that found nothing."""
        return share(self.empty, self.searches)

    @property
    def helpful_share(self) -> float | None:
        """Of all votes, those that say it helped."""
        return share(self.helpful, self.votes)


@dataclass(frozen=True)
class Day:
    """The searches of one day."""

    day: datetime.date
    searches: int
    empty: int


@dataclass(frozen=True)
class Asked:
    """Words that were searched for, however they were capitalised, and how often."""

    words: str
    searches: int
    last_at: datetime.datetime


@dataclass(frozen=True)
class Judged:
    """Votes on an article in the period and in the one before it."""

    article_id: uuid.UUID
    votes: int
    helpful: int
    votes_before: int
    helpful_before: int

    @property
    def helpful_share(self) -> float | None:
        """Of this period's votes."""
        return share(self.helpful, self.votes)

    @property
    def helpful_share_before(self) -> float | None:
        """Of those before."""
        return share(self.helpful_before, self.votes_before)

    @property
    def falls(self) -> bool:
        """Whether it helps clearly less than before, by votes enough to tell."""
        now, before = self.helpful_share, self.helpful_share_before
        enough = min(self.votes, self.votes_before) >= FEWEST_VOTES
        return enough and now is not None and before is not None and before - now >= FALL


def share(part: int, whole: int) -> float | None:
    """A part of a whole, None of nothing."""
    return part / whole if whole else None


def figures(workspace: Workspace, period: Period) -> Figures:
    """The period in six numbers."""
    found = searches(workspace, period).aggregate(
        searches=Count("pk"),
        empty=Count("pk", filter=Q(found=0)),
        clicked=Count("pk", filter=Q(clicked__isnull=False)),
        solved=Count("pk", filter=Q(solved=True)),
    )
    judged = votes(workspace, period).aggregate(votes=Count("pk"), helpful=Count("pk", filter=Q(is_helpful=True)))
    return Figures(**found, **judged)


def by_day(workspace: Workspace, period: Period, *, zone: datetime.tzinfo) -> list[Day]:
    """Every day of the period in a time zone, those without a search too."""
    counted = (
        searches(workspace, period)
        .annotate(day=TruncDate("created_at", tzinfo=zone))
        .values("day")
        .annotate(searches=Count("pk"), empty=Count("pk", filter=Q(found=0)))
    )
    known = {row["day"]: Day(**row) for row in counted.values("day", "searches", "empty")}
    first, last = period.since.astimezone(zone).date(), (period.until - MOMENT).astimezone(zone).date()
    days = [first + datetime.timedelta(days=number) for number in range((last - first).days + 1)]
    return [known.get(day, Day(day, 0, 0)) for day in days]


MOMENT = datetime.timedelta(microseconds=1)


def unanswered(workspace: Workspace, period: Period) -> list[Asked]:
    """What was searched for most and found nothing: what to write about next."""
    return most_asked(searches(workspace, period).filter(found=0))


def most_searched(workspace: Workspace, period: Period) -> list[Asked]:
    """What was searched for most."""
    return most_asked(searches(workspace, period))


def most_asked(found: "QuerySet[ArticleSearch]") -> list[Asked]:
    """The words by how often they were asked."""
    rows = (
        found.exclude(words="")
        .values(asked=Lower("words"))
        .annotate(searches=Count("pk"), last_at=Max("created_at"))
        .order_by("-searches", "-last_at", "asked")[:MOST_LISTED]
    )
    return [Asked(row["asked"], row["searches"], row["last_at"]) for row in rows]


def judged(workspace: Workspace, period: Period) -> list[Judged]:
    """The articles that readers voted on most, with what they said in this period and before."""
    now, before = counted_votes(period, is_before=False), counted_votes(period, is_before=True)
    both = Period(period.before.since, period.until)
    rows = (
        votes(workspace, both)
        .values("article_id")
        .annotate(votes=now, helpful=helpful(now), votes_before=before, helpful_before=helpful(before))
        .order_by("-votes", "-votes_before", "article_id")[:MOST_LISTED]
    )
    return [Judged(**row) for row in rows]


def counted_votes(period: Period, *, is_before: bool) -> Count:
    """Of two periods one's votes."""
    return Count("pk", filter=Q(created_at__lt=period.since) if is_before else Q(created_at__gte=period.since))


def helpful(votes: Count) -> Count:
    """Of some votes the good ones."""
    return Count("pk", filter=votes.filter & Q(is_helpful=True))


def stale(workspace: Workspace, *, now: datetime.datetime) -> list[Article]:
    """Published articles that nobody has changed for a year, the oldest first."""
    found = workspace.articles.filter(state=Article.State.PUBLISHED, updated_at__lt=now - OLD)
    return list(found.prefetch_related("texts").order_by("updated_at", "id")[:MOST_LISTED])


def searches(workspace: Workspace, period: Period) -> "QuerySet[ArticleSearch]":
    """Those of a period."""
    found: QuerySet[ArticleSearch] = workspace.article_searches.filter(
        created_at__gte=period.since, created_at__lt=period.until
    )
    return found


def votes(workspace: Workspace, period: Period) -> "QuerySet[ArticleVote]":
    """Those of a period."""
    found: QuerySet[ArticleVote] = workspace.article_votes.filter(
        created_at__gte=period.since, created_at__lt=period.until
    )
    return found
