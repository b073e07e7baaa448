"""What ratings add up to."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from helpdesk.accounts.actors import Actor, member_actor
from helpdesk.accounts.models import Customer, Membership, Workspace
from knowledge.reports import Period
from tests.portal.desk.reports.kit import asked, rated
from tickets.models import Ticket
from tickets.surveys import report
from tickets.surveys.breakdown import MOST_LISTED, breakdown
from tickets.surveys.report import Tally
from workflow.models import Queue


@pytest.fixture
def month() -> Period:
    """The last thirty days, and a moment more."""
    now = timezone.now()
    return Period(now - datetime.timedelta(days=30), now + datetime.timedelta(minutes=1))


def test_a_tally_knows_mean_and_share_of_the_good() -> None:
    tally = Tally({1: 1, 3: 1, 4: 1, 5: 1})
    assert (tally.ratings, tally.average, tally.good_share) == (4, 3.25, 0.5)
    assert (Tally().ratings, Tally().average, Tally().good_share) == (0, None, None)


def test_only_the_ratings_of_the_time_count(acme: Workspace, carol: Customer, as_alice: Actor, month: Period) -> None:
    rated(acme, carol, 5)
    rated(acme, carol, 5, days_ago=29)
    rated(acme, carol, 1, days_ago=31)
    assert report.tally(as_alice, month).counts == {5: 2}
    assert report.tally(as_alice, month.before).counts == {1: 1}


def test_spam_tests_other_workspaces_and_hidden_queues_do_not_count(
    acme: Workspace, carol: Customer, as_alice: Actor, adam: Membership, people_office: Queue,
    foreign_ticket: Ticket, month: Period,
) -> None:  # fmt: skip
    rated(acme, carol, 1, is_spam=True, tags=["hidden"])
    rated(acme, carol, 1, is_test=True, tags=["hidden"])
    hidden = rated(acme, carol, 2, queue=people_office, tags=["hidden"], comment="secret")
    now = timezone.now()
    foreign_ticket.workspace.feedback.create(ticket=foreign_ticket, score=1, created_at=now, updated_at=now)
    asked(acme, hidden)
    assert report.tally(as_alice, month).ratings == 0
    assert report.response(as_alice, month).asked == 0
    found = breakdown(as_alice, month, zone=datetime.UTC)
    assert (found.whole.ratings, found.agents, found.queues, found.tags) == (0, [], [], [])
    assert report.newest(report.ratings(as_alice, month), limit=5) == ([], None)
    insider = member_actor(adam)
    assert report.tally(insider, month).counts == {2: 1}
    assert report.response(insider, month).asked == 1


def test_weeks_begin_on_monday_where_the_workspace_is(acme: Workspace, carol: Customer, as_alice: Actor) -> None:
    zone = ZoneInfo("Pacific/Auckland")
    start = datetime.datetime(2026, 3, 4, tzinfo=zone)  # a Wednesday
    ticket = rated(acme, carol, 4)
    monday = datetime.datetime(2026, 3, 9, 0, 30, tzinfo=zone)  # still Sunday in UTC
    acme.feedback.filter(ticket=ticket).update(created_at=monday)
    weeks = breakdown(as_alice, Period(start, start + datetime.timedelta(days=14)), zone=zone).weeks
    assert [(week.first_day.isoformat(), week.tally.ratings) for week in weeks] == [
        ("2026-03-02", 0),
        ("2026-03-09", 1),
        ("2026-03-16", 0),
    ]


def test_by_agent_queue_and_tag(
    acme: Workspace, carol: Customer, as_alice: Actor, alice: Membership, month: Period
) -> None:
    rated(acme, carol, 5, member=alice, tags=["late", "refund"])
    rated(acme, carol, 2, member=alice, tags=["late"])
    rated(acme, carol, 1)
    found = breakdown(as_alice, month, zone=datetime.UTC)
    assert found.whole == report.tally(as_alice, month)
    assert [(one.key, one.name, one.ratings, one.average, one.good_share) for one in found.agents] == [
        ("alice@acme.example", "Alice", 2, 3.5, 0.5),
        (None, "", 1, 1, 0),
    ]
    assert [(one.key, one.name, one.ratings, one.average) for one in found.tags] == [
        ("late", "late", 2, 3.5),
        ("refund", "refund", 1, 5),
    ]
    (queue,) = found.queues
    assert (queue.name, queue.ratings) == ("Inbox", 3)


def test_the_response_counts_those_who_were_asked(
    acme: Workspace, carol: Customer, as_alice: Actor, ticket: Ticket, month: Period
) -> None:
    asked(acme, ticket)
    asked(acme, rated(acme, carol, 5))
    rated(acme, carol, 5)  # without being asked
    found = report.response(as_alice, month)
    assert (found.asked, found.answered, found.rate) == (2, 1, 0.5)


def test_pages_come_by_all_of_them(acme: Workspace, carol: Customer, as_alice: Actor, month: Period) -> None:
    for number in range(5):
        rated(acme, carol, 5, days_ago=number, comment=str(number))
    seen, position = [], None
    while True:
        rows, position = report.newest(report.ratings(as_alice, month), limit=2, position=position)
        seen += [row["comment"] for row in rows]
        if position is None:
            break
    assert seen == ["0", "1", "2", "3", "4"]


def test_every_pair_of_tags_is_counted_for_each_of_them(
    acme: Workspace, carol: Customer, as_alice: Actor, month: Period
) -> None:
    tags = ["a", "b", "c", "d"]
    for number in range(8):
        rated(acme, carol, 1 + number % 5, tags=[tags[number % 4], tags[(number + 1) % 4]])
    found = breakdown(as_alice, month, zone=datetime.UTC).tags
    assert [(one.key, one.name, one.ratings) for one in found] == [(tag, tag, 4) for tag in tags]


def test_ratings_of_a_time_are_found_by_their_index(as_alice: Actor, month: Period) -> None:
    statement, parameters = report.ratings(as_alice, month).query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {statement}", parameters)
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "feedback_by_time" in plan
    assert "Join" not in plan.split("hashed")[0]
    assert "(SubPlan" in plan


def test_one_statement_takes_the_ratings_apart_and_looks_each_ticket_up_once(
    acme: Workspace, carol: Customer, as_alice: Actor, alice: Membership, month: Period
) -> None:
    for number in range(3):
        rated(acme, carol, 5, member=alice, tags=[f"tag {number}"])
    with CaptureQueriesContext(connection) as captured:
        breakdown(as_alice, month, zone=datetime.UTC)
    about_ratings = [query["sql"] for query in captured if "tickets_feedback" in query["sql"]]
    assert len(about_ratings) == 1
    assert about_ratings[0].count('"tickets_ticket"') == about_ratings[0].count("MATERIALIZED") == 1
    assert len(captured) == 3  # with the names of agents and queues


def test_of_many_tags_the_commonest_are_listed(
    acme: Workspace, carol: Customer, as_alice: Actor, month: Period
) -> None:
    rated(acme, carol, 5, tags=[f"rare {number}" for number in range(MOST_LISTED)] + ["common"])
    rated(acme, carol, 1, tags=["common"])
    tags = breakdown(as_alice, month, zone=datetime.UTC).tags
    assert len(tags) == MOST_LISTED
    assert (tags[0].key, tags[0].ratings, tags[0].average) == ("common", 2, 3)
