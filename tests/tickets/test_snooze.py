"""The moments offered when a ticket is put away: on the clocks of the place, also when these are changed."""

import datetime
import zoneinfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tickets.snooze import moment_of

BERLIN = zoneinfo.ZoneInfo("Europe/Berlin")
SAMOA = zoneinfo.ZoneInfo("Pacific/Apia")


def at(text: str, zone: zoneinfo.ZoneInfo = BERLIN) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text).replace(tzinfo=zone)


@pytest.mark.parametrize(
    ("choice", "now", "expected"),
    [
        ("later", "2026-03-04 10:17:33", "2026-03-04 13:17"),
        ("tomorrow", "2026-03-04 10:17", "2026-03-05 09:00"),
        ("tomorrow", "2026-03-04 23:59", "2026-03-05 09:00"),
        ("tomorrow", "2026-03-28 12:00", "2026-03-29 09:00"),  # the clocks go forward that night
        ("tomorrow", "2026-12-31 12:00", "2027-01-01 09:00"),
        ("week", "2026-03-04 10:17", "2026-03-09 09:00"),
        ("week", "2026-03-08 10:17", "2026-03-09 09:00"),
        ("week", "2026-03-09 06:00", "2026-03-16 09:00"),
    ],
)
def test_each_choice_on_the_clocks_of_the_place(choice: str, now: str, expected: str) -> None:
    assert moment_of(choice, now=at(now).astimezone(datetime.UTC), zone=BERLIN) == at(expected)


def test_the_place_decides_what_tomorrow_is() -> None:
    now = datetime.datetime(2026, 3, 4, 12, 0, tzinfo=datetime.UTC)
    assert moment_of("tomorrow", now=now, zone=SAMOA) == at("2026-03-06 09:00", SAMOA)


def test_another_word_is_no_moment() -> None:
    assert moment_of("never", now=at("2026-03-04 10:17"), zone=BERLIN) is None


@given(
    st.datetimes(min_value=datetime.datetime(2000, 1, 1), max_value=datetime.datetime(2100, 1, 1)),
    st.sampled_from(["later", "tomorrow", "week"]),
    st.sampled_from(["Europe/Berlin", "America/St_Johns", "Pacific/Apia", "Asia/Kathmandu", "UTC"]),
)
def test_it_always_lies_ahead_and_within_eight_days(moment: datetime.datetime, choice: str, zone: str) -> None:
    now = moment.replace(tzinfo=datetime.UTC)
    chosen = moment_of(choice, now=now, zone=zoneinfo.ZoneInfo(zone))
    assert chosen is not None
    assert now < chosen < now + datetime.timedelta(days=8, hours=10)
