"""When the articles in ``articles/`` were written: planned before a row is, the same from the same number and day."""

import datetime
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from helpdesk.demo.dice import dice
from helpdesk.demo.hours import DAY, at_work
from helpdesk.demo.library import Library

# How many days ago the oldest and the newest article were written, and from when on one is not yet published.
OLDEST, NEWEST, UNFINISHED = 520, 12, 40
# How often one is completed later, and how many days after it the translations come.
IS_COMPLETED_LATER = 0.35
TRANSLATED_AFTER = (15, 40)


@dataclass(frozen=True)
class Edition:
    """An article being written in its first language, or (``is_translated``) in the others too. One that is not whole
    lacks its last section."""

    at: datetime.datetime
    key: str
    is_translated: bool = False
    is_whole: bool = True


def plan_editions(
    keys: Iterable[str],
    library: Library,
    *,
    translated: Iterable[str],
    unfinished: Iterable[str],
    seed: int,
    until: datetime.datetime,
) -> list[Edition]:
    """Every edition of these articles in order of time; some are ``translated``, some no reader finds yet."""
    several, young = set(translated), set(unfinished)
    editions = [
        edition
        for key in keys
        for edition in editions_of(
            key,
            dice(seed, library.slug, key),
            until=until,
            opens_at=library.opens_at_utc,
            oldest=UNFINISHED if key in young else OLDEST,
            is_translated=key in several,
        )
    ]
    return sorted(editions, key=lambda edition: (edition.at, edition.key))


def editions_of(
    key: str, rng: random.Random, *, until: datetime.datetime, opens_at: int, oldest: int, is_translated: bool
) -> Iterator[Edition]:
    """An article in one or two steps, and its translations some weeks later."""

    def working_hours(days_ago: float) -> datetime.datetime:
        return at_work(rng, until - days_ago * DAY, opens_at=opens_at).replace(microsecond=0)

    age = rng.uniform(NEWEST, oldest)
    if rng.random() < IS_COMPLETED_LATER:
        yield Edition(working_hours(age), key, is_whole=False)
        age *= rng.uniform(0.1, 0.7)
    yield Edition(working_hours(max(age, NEWEST)), key)
    if is_translated:
        yield Edition(working_hours(max(age - rng.uniform(*TRANSLATED_AFTER), NEWEST / 2)), key, is_translated=True)
