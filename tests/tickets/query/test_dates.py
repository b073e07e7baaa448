"""Times in a question."""

import datetime
import zoneinfo

import pytest
from django.utils import timezone

from tickets.query.dates import clean_time, span_of

BERLIN = zoneinfo.ZoneInfo("Europe/Berlin")


def day(year: int, month: int, number: int) -> datetime.datetime:
    return datetime.datetime(year, month, number, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("2026-01-31", day(2026, 1, 31), day(2026, 2, 1)),
        ("2026-12", day(2026, 12, 1), day(2027, 1, 1)),
        ("2026", day(2026, 1, 1), day(2027, 1, 1)),
        ("<2026-01-31", None, day(2026, 1, 31)),
        ("<=2026-01-31", None, day(2026, 2, 1)),
        (">2026-01", day(2026, 2, 1), None),
        (">=2026-01", day(2026, 1, 1), None),
        ("2026-01..2026-02", day(2026, 1, 1), day(2026, 3, 1)),
        ("2026-01..", day(2026, 1, 1), None),
        ("..2026-01", None, day(2026, 2, 1)),
    ],
)
def test_dates_are_days_of_the_workspace(
    text: str, since: datetime.datetime | None, until: datetime.datetime | None
) -> None:
    found = span_of(clean_time(text), BERLIN)
    assert (found.since, found.until) == (since, until)


def test_an_age_is_counted_from_now() -> None:
    now = timezone.now()
    older, newer = span_of(">7d", BERLIN), span_of("<12h", BERLIN)
    assert older.since is None
    assert older.until is not None
    assert abs(older.until - (now - datetime.timedelta(days=7))) < datetime.timedelta(minutes=1)
    assert newer.until is None
    assert newer.since is not None
    assert abs(newer.since - (now - datetime.timedelta(hours=12))) < datetime.timedelta(minutes=1)


def test_today_follows_yesterday() -> None:
    today, yesterday = span_of("today", BERLIN), span_of("yesterday", BERLIN)
    assert today.since == yesterday.until
    assert today.since is not None
    assert today.since <= timezone.now()


@pytest.mark.parametrize(
    "text",
    ["", "7d", ">d", ">", "=>2026", "==2026", "26-01-01", "2026-13", "2026-1", "0000", "9999", "a..b", "<today.."],
)
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"Use an age|no such day"):
        clean_time(text)


def test_the_change_of_the_clocks_makes_a_day_of_23_hours() -> None:
    found = span_of("2026-03-29", BERLIN)
    assert found.since is not None
    assert found.until is not None
    lasts = found.until.astimezone(datetime.UTC) - found.since.astimezone(datetime.UTC)
    assert lasts == datetime.timedelta(hours=23)
