"""When things happen: in working time, in daytime, unevenly."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from helpdesk.demo.dice import dice
from helpdesk.demo.hours import BUSY_DAY, DAY, WORKING_HOURS, at_work, awake, draw_arrivals

UNTIL = datetime.datetime(2026, 3, 12, tzinfo=datetime.UTC)
moments = st.datetimes(datetime.datetime(2026, 1, 1), datetime.datetime(2026, 12, 31), timezones=st.just(datetime.UTC))
openings = st.sampled_from([7, 13])


@given(moments, openings)
def test_the_team_works_on_weekdays_in_its_hours_and_never_before_it_was_asked(
    moment: datetime.datetime, opens_at: int
) -> None:
    found = at_work(dice(1), moment, opens_at=opens_at)
    assert found >= moment
    assert found.weekday() < 5
    assert opens_at <= found.hour < opens_at + WORKING_HOURS
    assert found - moment < 4 * DAY


@given(moments, openings)
def test_customers_sleep_at_night(moment: datetime.datetime, opens_at: int) -> None:
    assert (awake(moment, opens_at=opens_at).hour - opens_at) % 24 < 15
    assert awake(moment, opens_at=opens_at) >= moment


def test_arrivals_are_in_order_within_the_days_and_uneven() -> None:
    arrivals = draw_arrivals(dice(1), count=3000, until=UNTIL, days=60, opens_at=7)
    assert len(arrivals) == 3000
    assert arrivals == sorted(arrivals)
    assert arrivals[0] >= UNTIL - 60 * DAY
    assert arrivals[-1] < UNTIL
    weekdays = [sum(at.weekday() == day for at in arrivals) for day in range(7)]
    assert weekdays[0] > weekdays[4] > 2 * weekdays[6]


def test_one_day_is_much_busier_than_the_same_weekday_before_and_after() -> None:
    arrivals = draw_arrivals(dice(1), count=3000, until=UNTIL, days=60, opens_at=7)
    per_age = [sum(UNTIL - age * DAY <= at < UNTIL - (age - 1) * DAY for at in arrivals) for age in range(61)]
    assert per_age[BUSY_DAY] > 1.6 * max(per_age[BUSY_DAY - 7], per_age[BUSY_DAY + 7])
