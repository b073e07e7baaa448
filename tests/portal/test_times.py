"""Moments in words."""

import datetime
import zoneinfo

import pytest
from django.utils.translation import override

from portal.times import absolute, relative, span

NOW = datetime.datetime(2026, 11, 22, 9, 0, tzinfo=datetime.UTC)
LISBON = zoneinfo.ZoneInfo("Europe/Lisbon")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (-5, "just now"),
        (59, "just now"),
        (60, "1 min ago"),
        (3599, "59 min ago"),
        (3600, "1 h ago"),
        (86_399, "23 h ago"),
        (86_400, "1 d ago"),
        (6 * 86_400, "6 d ago"),
        (7 * 86_400, "15 Nov"),
        (365 * 86_400, "22 Nov 2025"),
    ],
)
def test_how_long_ago(seconds: int, words: str) -> None:
    assert relative(NOW - datetime.timedelta(seconds=seconds), now=NOW, zone=datetime.UTC) == words


def test_how_long_it_lasts() -> None:
    assert [span(seconds) for seconds in (1, 60, 7200, 40 * 86_400)] == ["under a minute", "1 min", "2 h", "40 d"]


def test_a_moment_is_told_on_the_clocks_of_its_place() -> None:
    summer = datetime.datetime(2026, 7, 31, 23, 30, tzinfo=datetime.UTC)
    assert absolute(summer, LISBON) == "1 Aug 2026, 00:30 WEST"


def test_a_moment_follows_the_language_of_the_page() -> None:
    summer = datetime.datetime(2026, 5, 31, 23, 30, tzinfo=datetime.UTC)
    with override("de"):
        assert absolute(summer, datetime.UTC) == "31. Mai 2026, 23:30 UTC"
    with override("ar"):
        assert absolute(summer, datetime.UTC) == "31 مايو 2026، 23:30 UTC"
    assert absolute(summer, datetime.UTC) == "31 May 2026, 23:30 UTC"
