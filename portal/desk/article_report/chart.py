"""Searches over time as bars: where each stands and how high it is, in the units of the picture."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.reports import Day

WIDTH, HEIGHT = 720, 160
GAP = 0.25  # of a bar's share of the width
MOST_BARS = 92
DAYS_TOGETHER = 7


@dataclass(frozen=True)
class Bar:
    """One day, or the week that begins on it; ``empty`` of its ``searches`` found nothing."""

    day: datetime.date
    searches: int
    empty: int
    x: float
    width: float
    y: float
    height: float
    empty_y: float
    empty_height: float


@dataclass(frozen=True)
class Chart:
    """``most`` is what the highest bar stands for."""

    bars: list[Bar]
    most: int
    is_by_week: bool
    width: int = WIDTH
    height: int = HEIGHT


def chart_of(days: Sequence[Day]) -> Chart:
    """The picture of these days; of more than fit, week by week."""
    is_by_week = len(days) > MOST_BARS
    shown = by_week(days) if is_by_week else list(days)
    most = max((day.searches for day in shown), default=0)
    share = WIDTH / max(len(shown), 1)
    return Chart([bar(number, day, share, most) for number, day in enumerate(shown)], most, is_by_week)


def by_week(days: Sequence[Day]) -> list[Day]:
    """Seven days in one, counted back from the last, which a week is never cut off from."""
    first = len(days) % DAYS_TOGETHER
    starts = [*([0] if first else []), *range(first, len(days), DAYS_TOGETHER)]
    weeks = [days[start:end] for start, end in zip(starts, [*starts[1:], len(days)], strict=True)]
    return [Day(week[0].day, sum(day.searches for day in week), sum(day.empty for day in week)) for week in weeks]


def bar(number: int, day: Day, share: float, most: int) -> Bar:
    """The bar of one day: what found nothing is its lower part."""
    height = day.searches / most * HEIGHT if most else 0.0
    empty = day.empty / most * HEIGHT if most else 0.0
    return Bar(
        day=day.day,
        searches=day.searches,
        empty=day.empty,
        x=round(number * share + share * GAP / 2, 2),
        width=round(share * (1 - GAP), 2),
        y=round(HEIGHT - height, 2),
        height=round(height, 2),
        empty_y=round(HEIGHT - empty, 2),
        empty_height=round(empty, 2),
    )
