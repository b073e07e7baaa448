"""The page on what readers searched for."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from helpdesk.accounts.models import Membership, Workspace
from knowledge.models import Article, ArticleSearch, ArticleVote
from knowledge.reports import Day
from portal.desk.article_report.chart import HEIGHT, WIDTH, chart_of
from tests.portal.conftest import SCRIPT

REPORT = "/desk/acme/articles/report"


@pytest.fixture
def reader(vera: Membership, signed_in: Callable[[Membership], Client]) -> Client:
    """A viewer, who may read reports and write nothing."""
    return signed_in(vera)


def searched(workspace: Workspace, words: str, *, found: int = 1, count: int = 1) -> None:
    for _ in range(count):
        ArticleSearch(
            workspace=workspace, words=words, language="en", door="portal", found=found, created_at=timezone.now()
        ).save()


def an_article(workspace: Workspace, title: str, **more: Any) -> Article:
    now = timezone.now()
    category = workspace.categories.create(created_at=now)
    values = {"category": category, "state": "published", "created_at": now, "updated_at": now} | more
    made: Article = workspace.articles.create(**values)
    made.texts.create(workspace=workspace, language="en", title=title, slug=made.pk.hex, body="b", updated_at=now)
    return made


def vote(article: Article, name: str, *, is_helpful: bool) -> None:
    ArticleVote(
        workspace_id=article.workspace_id,
        article=article,
        language="en",
        is_helpful=is_helpful,
        reader=name.encode().ljust(32),
        created_at=timezone.now(),
    ).save()


def test_it_shows_what_was_searched_and_what_was_not_found(acme: Workspace, reader: Client) -> None:
    searched(acme, "printer", count=3)
    searched(acme, f"hub {SCRIPT}", found=0)
    page = reader.get(REPORT).content.decode()
    assert "hub &lt;script&gt;" in page
    assert SCRIPT not in page
    assert "printer" in page
    assert "25 %" in page
    assert page.count('class="bar"') == 30
    assert " style=" not in page


def test_votes_and_old_articles_stand_with_their_titles(acme: Workspace, reader: Client) -> None:
    old = an_article(acme, "Fax machines", updated_at=timezone.now() - datetime.timedelta(days=400))
    vote(old, "ann", is_helpful=True)
    vote(old, "bob", is_helpful=False)
    page = reader.get(REPORT).content.decode()
    assert page.count("Fax machines") == 2
    assert "50 %" in page
    assert str(old.pk) not in page  # a link only for those who may write


def test_whoever_may_write_gets_links(acme: Workspace, adam: Membership, signed_in: Callable[..., Client]) -> None:
    article = an_article(acme, "Fax machines")
    vote(article, "ann", is_helpful=True)
    assert f"/desk/acme/articles/{article.pk}" in signed_in(adam).get(REPORT).content.decode()


def test_another_workspaces_searches_are_not_in_it(acme: Workspace, globex: Workspace, reader: Client) -> None:
    searched(globex, "zebrafish")
    assert "zebrafish" not in reader.get(REPORT).content.decode()


@pytest.mark.parametrize("days", ["7", "90", "365"])
def test_a_longer_or_shorter_time_can_be_chosen(acme: Workspace, reader: Client, days: str) -> None:
    searched(acme, "printer")
    page = reader.get(REPORT, {"days": days}).content.decode()
    assert f'href="?days={days}" aria-current="page"' in page


@pytest.mark.parametrize("days", ["0", "31", "x", "-7", "99999999999999999999", "٣٠", "7\x00"])
def test_another_time_is_refused_by_name(reader: Client, days: str) -> None:
    response = reader.get(REPORT, {"days": days})
    assert response.status_code == 422
    assert "Use 7, 30, 90, 365" in response.content.decode()


def test_the_number_of_statements_does_not_grow(acme: Workspace, reader: Client) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            reader.get(REPORT)
        return len(captured)

    vote(an_article(acme, "One"), "ann", is_helpful=True)
    searched(acme, "printer")
    statements()
    few = statements()
    for number in range(6):
        vote(an_article(acme, f"More {number}"), "ann", is_helpful=True)
        searched(acme, f"words {number}", found=0)
    assert statements() <= few


def test_the_highest_bar_fills_the_picture() -> None:
    day = datetime.date(2026, 3, 1)
    chart = chart_of([Day(day, 4, 1), Day(day, 2, 2), Day(day, 0, 0)])
    assert [(bar.height, bar.empty_height) for bar in chart.bars] == [
        (HEIGHT, HEIGHT / 4),
        (HEIGHT / 2, HEIGHT / 2),
        (0, 0),
    ]
    assert all(bar.y + bar.height == HEIGHT and bar.x + bar.width <= WIDTH for bar in chart.bars)


def test_many_days_stand_week_by_week() -> None:
    first = datetime.date(2026, 1, 1)
    days = [Day(first + datetime.timedelta(days=number), 1, 0) for number in range(100)]
    chart = chart_of(days)
    assert chart.is_by_week
    assert [bar.searches for bar in chart.bars] == [2, *[7] * 14]
    assert chart.bars[0].day == first
