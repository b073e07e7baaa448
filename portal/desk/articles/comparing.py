"""Two versions of a text beside one another: what went, what came, and where. Pure, but for the look for versions."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from knowledge.models import Article, ArticleVersion
from portal.desk.articles.filters import is_uuid

WORDS = re.compile(r"\s+|\w+|[^\w\s]")
CONTEXT_LINES = 2
# Finding what two texts share takes time with the product of their lengths: longer ones are compared more coarsely.
MOST_LINES, MOST_WORDS = 3_000, 1_500


@dataclass(frozen=True)
class Piece:
    """A run of text. ``kind`` is ``same``, ``added``, ``removed``, or ``skipped`` for unchanged lines left out."""

    kind: str
    text: str = ""


@dataclass(frozen=True)
class Difference:
    """What changed in title and text; no pieces where nothing did."""

    title: list[Piece]
    body: list[Piece]


def compared(older: ArticleVersion, newer: ArticleVersion) -> Difference:
    """From the one to the other."""
    title = list(pieces_of(WORDS.findall(older.title), WORDS.findall(newer.title)))
    return Difference(
        title=title if older.title != newer.title else [],
        body=list(by_lines(older.body, newer.body)) if older.body != newer.body else [],
    )


def written_between(article: Article, language: str, seen: str) -> Difference | None:
    """What others wrote in a language since the version with this id; None for nothing, or for no version of ours."""
    versions = article.versions.filter(language=language).order_by("-number")
    before = versions.filter(pk=seen).first() if is_uuid(seen) else None
    now = versions.first()
    if before is None or now is None or before.pk == now.pk:
        return None
    return compared(before, now)


def by_lines(older: str, newer: str) -> Iterator[Piece]:
    """Changed lines word by word, with a few of the unchanged ones around them."""
    before, after = older.splitlines(keepends=True), newer.splitlines(keepends=True)
    blocks = operations(before, after, most=MOST_LINES)
    for number, (kind, a, b, c, d) in enumerate(blocks):
        if kind == "equal":
            yield from surroundings(before[a:b], is_first=number == 0, is_last=number == len(blocks) - 1)
        else:
            yield from pieces_of(WORDS.findall("".join(before[a:b])), WORDS.findall("".join(after[c:d])))


def surroundings(lines: list[str], *, is_first: bool, is_last: bool) -> Iterator[Piece]:
    """The ends of a run of unchanged lines that lie beside a change."""
    head = [] if is_first else lines[:CONTEXT_LINES]
    tail = [] if is_last else lines[max(len(head), len(lines) - CONTEXT_LINES) :]
    if head:
        yield Piece("same", "".join(head))
    if len(head) + len(tail) < len(lines):
        yield Piece("skipped")
    if tail:
        yield Piece("same", "".join(tail))


def pieces_of(before: list[str], after: list[str]) -> Iterator[Piece]:
    """Word by word."""
    for kind, a, b, c, d in operations(before, after, most=MOST_WORDS):
        if kind == "equal":
            yield Piece("same", "".join(before[a:b]))
            continue
        if a < b:
            yield Piece("removed", "".join(before[a:b]))
        if c < d:
            yield Piece("added", "".join(after[c:d]))


def operations(before: Sequence[str], after: Sequence[str], *, most: int) -> list[tuple[str, int, int, int, int]]:
    """How to get from one to the other; where there is too much of them, all between what both begin and end with."""
    if len(before) + len(after) <= most:
        return list(SequenceMatcher(None, before, after, autojunk=False).get_opcodes())
    start = shared(before, after)
    end = min(shared(before[::-1], after[::-1]), min(len(before), len(after)) - start)
    last, final = len(before) - end, len(after) - end
    blocks = [
        ("equal", 0, start, 0, start),
        ("replace", start, last, start, final),
        ("equal", last, len(before), final, len(after)),
    ]
    return [block for block in blocks if block[1] < block[2] or block[3] < block[4]]


def shared(one: Sequence[str], other: Sequence[str]) -> int:
    """How many both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((number for number, (a, b) in pairs if a != b), min(len(one), len(other)))
