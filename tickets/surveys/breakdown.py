"""The ratings of a time taken apart: by week, agent, queue and tag, in one statement that looks each ticket up once."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import CharField, F, Func, QuerySet, TextField
from django.db.models.functions import Cast, TruncWeek

from helpdesk.accounts.actors import Actor
from knowledge.reports import Period
from tickets.surveys.report import GOOD, Group, Tally, Week, in_time, of_ticket

MOST_LISTED = 30
FIRST_TAG = 2  # what stands before it is the queue
MOMENT = datetime.timedelta(microseconds=1)

# Written out because the rows, whose tickets are looked up one by one, must be made once and counted four times.
STATEMENT = """
WITH rated (score, week, member, facts) AS MATERIALIZED ({rows}),
     seen AS (SELECT score, week, member, facts FROM rated WHERE facts IS NOT NULL)
SELECT 'week', week::date::text, score, count(*), sum(score), 0 FROM seen GROUP BY week, score
UNION ALL ({agents}) UNION ALL ({queues}) UNION ALL ({tags})
"""
GROUPS = """
SELECT %s, {key}::text, 0, count(*), sum(score), count(*) FILTER (WHERE score >= %s) FROM {rows}
GROUP BY {key} ORDER BY 4 DESC, 2 LIMIT %s
"""


@dataclass(frozen=True)
class Breakdown:
    """``weeks`` holds those without a rating too, and of the first and last perhaps only some days. Of groups there
    are those with most ratings: agents are whoever had the ticket when it was rated, queues and tags are those that
    the ticket has now, where one with two tags counts for both."""

    weeks: list[Week]
    agents: list[Group]
    queues: list[Group]
    tags: list[Group]

    @property
    def whole(self) -> Tally:
        """The period as a whole."""
        counts: dict[int, int] = {}
        for week in self.weeks:
            for score, count in week.tally.counts.items():
                counts[score] = counts.get(score, 0) + count
        return Tally(counts)


def breakdown(actor: Actor, period: Period, *, zone: datetime.tzinfo) -> Breakdown:
    """What the reader may see of a period, with weeks by the calendar of a time zone."""
    weeks: dict[str, dict[int, int]] = {}
    groups: dict[str, list[tuple[str | None, int, int, int]]] = {"agent": [], "queue": [], "tag": []}
    for kind, key, score, count, points, good in counted(actor, period, zone):
        if kind == "week":
            weeks.setdefault(key, {})[score] = count
        else:
            groups[kind].append((key, count, points, good))
    return Breakdown(
        weeks=[Week(day, Tally(weeks.get(day.isoformat(), {}))) for day in mondays(period, zone)],
        agents=agents(actor, groups["agent"]),
        queues=queues(actor, groups["queue"]),
        tags=grouped(groups["tag"], {key: (key, key) for key, *_numbers in groups["tag"] if key}),
    )


def counted(actor: Actor, period: Period, zone: datetime.tzinfo) -> list[tuple[Any, ...]]:
    """Kind, key, score (of weeks), ratings, sum of scores, good ones."""
    rows, parameters = rated(actor, period, zone).query.sql_with_params()
    keys = (("agent", "member", "seen"), ("queue", "facts[1]", "seen"), ("tag", "tag", TAGS))
    parts = {f"{kind}s": GROUPS.format(key=key, rows=place) for kind, key, place in keys}
    limits = [value for kind, _key, _place in keys for value in (kind, GOOD, MOST_LISTED)]
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT.format(rows=rows, **parts), [*parameters, *limits])
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


TAGS = f"seen, unnest(facts[{FIRST_TAG}:]) AS tag"


def rated(actor: Actor, period: Period, zone: datetime.tzinfo) -> QuerySet[Any, Any]:
    """Score, week, agent, and the ticket's queue and tags in one list, which is null where the reader may not see
    the ticket."""
    facts = Func(Cast("queue", CharField()), F("tags"), function="array_prepend", output_field=ArrayField(TextField()))
    return (
        in_time(actor, period)
        .annotate(week=TruncWeek("created_at", tzinfo=zone), facts=of_ticket(actor, facts))
        .values_list("score", "week", "member", "facts")
    )


def mondays(period: Period, zone: datetime.tzinfo) -> list[datetime.date]:
    """The first day of every week that the period touches."""
    first, last = monday(period.since.astimezone(zone)), monday((period.until - MOMENT).astimezone(zone))
    return [first + datetime.timedelta(weeks=number) for number in range((last - first).days // 7 + 1)]


def monday(moment: datetime.datetime) -> datetime.date:
    """The day on which its week begins."""
    return moment.date() - datetime.timedelta(days=moment.weekday())


def agents(actor: Actor, found: list[tuple[str | None, int, int, int]]) -> list[Group]:
    """Their key is their address; that of tickets which nobody had is None."""
    members = actor.workspace.memberships.filter(pk__in=[key for key, *_numbers in found if key])
    names = {str(pk): (email, name) for pk, email, name in members.values_list("pk", "user__email", "user__name")}
    return grouped(found, names)


def queues(actor: Actor, found: list[tuple[str | None, int, int, int]]) -> list[Group]:
    """Their key is their number."""
    queues = actor.workspace.queues.visible_to(actor).filter(pk__in=[key for key, *_numbers in found])
    return grouped(found, {str(pk): (pk, name) for pk, name in queues.values_list("pk", "name")})


def grouped(found: Iterable[tuple[str | None, int, int, int]], names: Mapping[str, tuple[Any, str]]) -> list[Group]:
    """The groups under what they are called, most ratings first."""
    nobody: tuple[Any, str] = (None, "")
    groups = [
        Group(*names.get(key or "", nobody), count, points / count, good / count) for key, count, points, good in found
    ]
    return sorted(groups, key=lambda group: (-group.ratings, group.name))
