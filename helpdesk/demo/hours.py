"""When people write and when they answer."""

import datetime
import random

DAY = datetime.timedelta(days=1)
WEEKDAYS = (1.5, 1.2, 1.1, 1.05, 0.9, 0.3, 0.2)  # Monday first
# Hours after opening: a peak in the morning, a lower one in the afternoon, a thin tail until night.
HOURS = (0.9, 1.5, 1.8, 1.4, 0.9, 0.8, 1.3, 1.4, 1.1, 0.7, 0.4, 0.3, 0.35, 0.3, 0.2, 0.1)
WORKING_HOURS = 10
GROWTH = 1.6  # how much busier the last day is than the first
BUSY_DAY = 17  # days ago: a day with more than twice as many requests
BUSY_FACTOR = 2.4


def draw_arrivals(
    rng: random.Random, *, count: int, until: datetime.datetime, days: int, opens_at: int
) -> list[datetime.datetime]:
    """``count`` moments in the ``days`` before ``until``, in order: uneven by weekday, hour and day."""
    ages = range(1, days + 1)
    weights = [
        WEEKDAYS[(until - age * DAY).weekday()]
        * (1 + (GROWTH - 1) * (days - age) / days)
        * (BUSY_FACTOR if age == BUSY_DAY else 1)
        for age in ages
    ]
    moments = []
    for age in rng.choices(ages, weights, k=count):
        hour = (opens_at + rng.choices(range(len(HOURS)), HOURS)[0]) % 24
        moments.append(until - age * DAY + datetime.timedelta(hours=hour, seconds=rng.randrange(3600)))
    return sorted(moments)


def after(rng: random.Random, at: datetime.datetime, *, hours: float) -> datetime.datetime:
    """A later moment, ``hours`` away on the median and sometimes much longer, in whole seconds."""
    return at + datetime.timedelta(seconds=60 + round(hours * 3600 * rng.lognormvariate(0, 0.8)))


def at_work(rng: random.Random, at: datetime.datetime, *, opens_at: int) -> datetime.datetime:
    """This moment when the desk is staffed, otherwise some time in the first hours of the next working day."""
    while at.weekday() >= 5 or not 0 <= at.hour - opens_at < WORKING_HOURS:
        opening = at.replace(hour=opens_at, minute=0, second=0)
        opening += DAY if at >= opening else 0 * DAY
        at = opening + datetime.timedelta(seconds=rng.randrange(300, 9000)) if opening.weekday() < 5 else opening
    return at


def awake(at: datetime.datetime, *, opens_at: int) -> datetime.datetime:
    """This moment, or the morning after when it is the middle of the night."""
    asleep = (at.hour - opens_at) % 24 >= 15
    return at + datetime.timedelta(hours=9) if asleep else at
