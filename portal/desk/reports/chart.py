"""Ratings as pictures: where each bar stands and how long it is, in the units of the picture."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from tickets.surveys.report import SCORES, Tally, Week

WIDTH, HEIGHT = 720, 160
GAP = 0.25  # of a bar's share of the width
LOW = 2


@dataclass(frozen=True)
class Part:
    """One colour of a bar; ``kind`` is good, middling or low."""

    kind: str
    y: float
    height: float


@dataclass(frozen=True)
class Bar:
    """The week that begins on a day."""

    first_day: datetime.date
    tally: Tally
    x: float
    width: float
    parts: list[Part]


@dataclass(frozen=True)
class Chart:
    """``most`` is what the highest bar stands for."""

    bars: list[Bar]
    most: int
    width: int = WIDTH
    height: int = HEIGHT


def chart_of(weeks: Sequence[Week]) -> Chart:
    """The picture of these weeks."""
    most = max((week.tally.ratings for week in weeks), default=0)
    share = WIDTH / max(len(weeks), 1)
    bars = [
        Bar(
            week.first_day,
            week.tally,
            x=round(number * share + share * GAP / 2, 2),
            width=round(share * (1 - GAP), 2),
            parts=parts_of(week.tally, most),
        )
        for number, week in enumerate(weeks)
    ]
    return Chart(bars, most)


def parts_of(tally: Tally, most: int) -> list[Part]:
    """The colours of a bar, low ratings at its foot."""
    low = sum(count for score, count in tally.counts.items() if score <= LOW)
    kinds = (("low", low), ("middling", tally.ratings - tally.good - low), ("good", tally.good))
    parts, top = [], float(HEIGHT)
    for kind, count in kinds:
        height = count / most * HEIGHT if most else 0.0
        top -= height
        if count:
            parts.append(Part(kind, round(top, 2), round(height, 2)))
    return parts


@dataclass(frozen=True)
class Score:
    """One of the five scores; ``length`` of 100 is its share of all ratings."""

    score: int
    count: int
    length: float
    kind: str


def distribution(tally: Tally) -> list[Score]:
    """The best first."""
    whole = max(tally.ratings, 1)
    found = []
    for score in reversed(SCORES):
        count = tally.counts.get(score, 0)
        kind = "low" if score <= LOW else "middling" if score == LOW + 1 else "good"
        found.append(Score(score, count, round(100 * count / whole, 2), kind))
    return found
