"""What readers of the articles look for, open and think of them: planned before a row is written."""

import datetime
import hashlib
import random
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from helpdesk.demo.dice import dice
from helpdesk.demo.hours import draw_arrivals
from helpdesk.demo.library import TEXTS, Library

DAYS = 60
VISITS_PER_TICKET = 2
# Where they search, and how often there.
DOORS = {"portal": 62, "form": 26, "desk": 7, "api": 5}
OPENS_IT, IS_SPARED_WRITING, VOTES = 0.78, 0.45, 0.75


@dataclass(frozen=True)
class Subject:
    """Something people look for, in several wordings; ``opens`` is the article that answers it, if there is one."""

    words: tuple[str, ...]
    weight: int
    opens: str = ""
    language: str = "en"


@dataclass(frozen=True)
class Visit:
    """One search and what came of it. ``is_helpful`` is None for whoever does not say."""

    at: datetime.datetime
    reader: bytes
    words: str
    language: str
    door: str
    opens: str = ""
    is_solved: bool = False
    is_helpful: bool | None = None


@dataclass(frozen=True)
class Readers:
    """What ``readers.toml`` tells: the subjects, and by article the share it helped at first and helps now."""

    subjects: tuple[Subject, ...]
    helpful: Mapping[str, tuple[float, float]]

    def share_helped(self, article: str, progress: float) -> float:
        """The share of readers whom the article helps; ``progress`` is 0 at the beginning and 1 today."""
        first, now = self.helpful.get(article, self.helpful["usual"])
        return first + (now - first) * progress


def load_readers(slug: str) -> Readers:
    """Read the file of one workspace."""
    told: dict[str, Any] = tomllib.loads((TEXTS / slug / "readers.toml").read_text(encoding="utf-8"))
    subjects = tuple(Subject(**dict(row, words=tuple(row["words"]))) for row in told["search"])
    return Readers(subjects, {article: (first, now) for article, (first, now) in told["helpful"].items()})


def plan_visits(
    readers: Readers, library: Library, *, seed: int, tickets: int, until: datetime.datetime
) -> list[Visit]:
    """Every visit of the 60 days before ``until``, in order of time: twice as many as there are tickets."""
    rng, count = dice(seed, library.slug, "readers"), VISITS_PER_TICKET * tickets
    moments = draw_arrivals(rng, count=count, until=until, days=DAYS, opens_at=library.opens_at_utc)
    start = until - datetime.timedelta(days=DAYS)
    return [
        plan_visit(readers, dice(seed, library.slug, "reader", index), at=at, progress=(at - start) / (until - start))
        for index, at in enumerate(moments)
    ]


def plan_visit(readers: Readers, rng: random.Random, *, at: datetime.datetime, progress: float) -> Visit:
    """One search, and perhaps a click, a request that need not be written, a vote."""
    subject = rng.choices(readers.subjects, [subject.weight for subject in readers.subjects])[0]
    words, door = rng.choice(subject.words), rng.choices(list(DOORS), list(DOORS.values()))[0]
    opens = subject.opens if rng.random() < OPENS_IT else ""
    helps, votes, solves = (rng.random() for _ in range(3))
    is_helped = helps < readers.share_helped(opens, progress)
    return Visit(
        at=at,
        reader=hashlib.sha256(rng.randbytes(16)).digest(),
        words=words,
        language=subject.language,
        door=door,
        opens=opens,
        is_solved=bool(opens) and door == "form" and is_helped and solves < IS_SPARED_WRITING,
        is_helpful=is_helped if opens and votes < VOTES else None,
    )
