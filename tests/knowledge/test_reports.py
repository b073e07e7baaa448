"""What searches and votes add up to."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from helpdesk.accounts.models import Workspace
from knowledge import reports
from knowledge.models import Article, ArticleSearch, ArticleVote
from knowledge.reports import Asked, Day, Figures, Judged, Period

NOW = datetime.datetime(2026, 3, 11, 12, tzinfo=datetime.UTC)
WEEK = Period(NOW - datetime.timedelta(days=7), NOW)


def searched(
    workspace: Workspace, words: str = "printer", *, found: int = 1, days_ago: float = 1, article: Article | None = None
) -> ArticleSearch:
    """A search some days before NOW; with an article it was opened."""
    at = NOW - datetime.timedelta(days=days_ago)
    made = ArticleSearch(
        workspace=workspace, words=words, language="en", door="portal", found=found, clicked=article, created_at=at
    )
    made.save()
    return made


def voted(article: Article, *, helpful: int, of: int, days_ago: float) -> None:
    """So many votes some days before NOW."""
    at = NOW - datetime.timedelta(days=days_ago)
    for number in range(of):
        ArticleVote(
            workspace_id=article.workspace_id,
            article=article,
            language="en",
            is_helpful=number < helpful,
            reader=f"{days_ago}-{number}".encode().ljust(32),
            created_at=at,
        ).save()


def test_the_figures_of_a_period(acme: Workspace, globex: Workspace, article: Article) -> None:
    searched(acme, article=article)
    solved = searched(acme)
    ArticleSearch._base_manager.filter(pk=solved.pk).update(solved=True)
    searched(acme, found=0)
    searched(acme, days_ago=8)
    searched(globex)
    voted(article, helpful=1, of=3, days_ago=1)
    figures = reports.figures(acme, WEEK)
    assert figures == Figures(searches=3, empty=1, clicked=1, solved=1, votes=3, helpful=1)
    assert figures.clicked_share == 1 / 2
    assert figures.empty_share == figures.helpful_share == pytest.approx(1 / 3)
    assert reports.figures(acme, WEEK.before).searches == 1


def test_nothing_has_no_shares(acme: Workspace) -> None:
    figures = reports.figures(acme, WEEK)
    assert (figures.clicked_share, figures.empty_share, figures.helpful_share) == (None, None, None)


def test_a_period_ends_before_its_last_moment(acme: Workspace) -> None:
    searched(acme, days_ago=7)
    searched(acme, days_ago=0)
    assert reports.figures(acme, WEEK).searches == 1


def test_days_are_those_of_the_time_zone_and_none_is_left_out(acme: Workspace) -> None:
    searched(acme, days_ago=13 / 24)  # 23:00 in UTC, past midnight in Berlin
    searched(acme, found=0, days_ago=3)
    two = Period(NOW - datetime.timedelta(days=2), NOW)
    assert reports.by_day(acme, two, zone=ZoneInfo("UTC")) == [
        Day(datetime.date(2026, 3, 9), 0, 0),
        Day(datetime.date(2026, 3, 10), 1, 0),
        Day(datetime.date(2026, 3, 11), 0, 0),
    ]
    assert [day.searches for day in reports.by_day(acme, two, zone=ZoneInfo("Europe/Berlin"))] == [0, 0, 1]


def test_what_was_asked_is_counted_whatever_its_capitals(acme: Workspace) -> None:
    searched(acme, "Printer")
    last = searched(acme, "printer", found=0, days_ago=0.5)
    searched(acme, "hub", found=0, days_ago=2)
    searched(acme, "", found=0)
    assert reports.most_searched(acme, WEEK)[0] == Asked("printer", 2, last.created_at)
    assert [one.words for one in reports.unanswered(acme, WEEK)] == ["printer", "hub"]


def test_votes_are_compared_with_those_before(acme: Workspace, article: Article) -> None:
    voted(article, helpful=2, of=5, days_ago=1)
    voted(article, helpful=4, of=5, days_ago=8)
    (judged,) = reports.judged(acme, WEEK)
    assert judged == Judged(article.pk, votes=5, helpful=2, votes_before=5, helpful_before=4)
    assert judged.falls


@pytest.mark.parametrize(("now", "before"), [((4, 5), (4, 5)), ((0, 4), (5, 5)), ((0, 5), (4, 4)), ((0, 0), (5, 5))])
def test_too_few_votes_or_too_little_change_are_no_fall(
    article: Article, now: tuple[int, int], before: tuple[int, int]
) -> None:
    assert not Judged(article.pk, now[1], now[0], before[1], before[0]).falls


def test_what_nobody_changed_for_a_year_is_stale(acme: Workspace, article: Article) -> None:
    moment = timezone.now()
    Article._base_manager.filter(pk=article.pk).update(updated_at=moment - datetime.timedelta(days=366))
    assert reports.stale(acme, now=moment) == []  # a draft
    Article._base_manager.filter(pk=article.pk).update(state="published")
    assert reports.stale(acme, now=moment) == [article]
    assert reports.stale(acme, now=moment - datetime.timedelta(days=2)) == []
