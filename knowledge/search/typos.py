"""What a word that nobody wrote may be meant as: a known word that differs by little, or several without a space."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz.distance import OSA, JaroWinkler, Prefix

SHORTEST_CORRECTED = 4
SHORTEST_TWICE, LONG = 6, 8
VERY_ALIKE = 0.9
MOST_MEANT = 3
SHORTEST_PART = 3
SHORTEST_LONE_PART = 2
SHORTEST_EDGE = 5
SHORTEST_BEGINNING = 6
# What stands between the parts of a German compound: Rechnung-s-adresse, Kunde-n-nummer.
LINKS = ("", "s", "es", "n", "en", "er", "e")
# How people without the keys write letters with dots.
SPELLED_OUT = (("ae", "a"), ("oe", "o"), ("ue", "u"))


@dataclass(frozen=True)
class Meant:
    """Words of which one is meant, the likeliest first; or words that all are, written as one."""

    words: tuple[str, ...]
    is_split: bool = False


def edits_allowed(word: str) -> int:
    """How many letters may be wrong: none in a short word, two in a long one."""
    if len(word) < SHORTEST_CORRECTED or word.isdigit():
        return 0
    return 2 if len(word) >= LONG else 1


def closest(word: str, candidates: Mapping[str, int], *, is_beginning: bool = False) -> tuple[str, ...]:
    """The candidates nearest to a word, as far as they are near enough: all at the least distance, up to a few.

    A transposition is one edit. Of equally near ones the likelier begins alike, then stands in more texts. In a word of
    middle length two letters may be wrong where the rest is much the same: ``baterry`` is battery, ``prices`` stays.
    """
    allowed = edits_allowed(word)
    farthest = max(allowed, 2) if len(word) >= SHORTEST_TWICE and allowed else allowed
    near: list[tuple[int, float, str]] = []
    for candidate, texts in candidates.items():
        distance = distance_of(word, candidate, farthest, is_beginning=is_beginning)
        if distance <= farthest:
            alike = JaroWinkler.similarity(word, candidate)
            if distance <= allowed or alike >= VERY_ALIKE:
                near.append((distance, -alike - min(texts, 20) / 400, candidate))
    near.sort()
    return tuple(candidate for distance, _, candidate in near if distance == near[0][0])[:MOST_MEANT]


def distance_of(word: str, candidate: str, allowed: int, *, is_beginning: bool) -> int:
    """Edits between two words, letters with dots spelled out or not; the beginning of one where it is still typed."""
    spelled = plainly(word)
    distance = min(OSA.distance(one, candidate, score_cutoff=allowed) for one in {word, spelled})
    if is_beginning and len(candidate) > len(word):
        beginnings = (candidate[: len(word) + more] for more in (-1, 0, 1))
        distance = min(distance, *(OSA.distance(word, one, score_cutoff=allowed) for one in beginnings))
    return int(distance)


def plainly(word: str) -> str:
    """``zuruecksetzen`` as the index has ``zurücksetzen``."""
    for spelled, letter in SPELLED_OUT:
        word = word.replace(spelled, letter)
    return word


def parts_to_know(word: str) -> set[str]:
    """Every piece of a word that might be a word itself."""
    spellings = {word, plainly(word)}
    return {
        one[start:end]
        for one in spellings
        for start in range(len(one))
        for end in range(start + SHORTEST_LONE_PART, len(one) + 1)
        if fits(start, end, len(one))
    }


def split(word: str, known: Mapping[str, int]) -> tuple[str, ...]:
    """The known words that a word consists of, as few and as long as can be; nothing where it does not."""
    for one in dict.fromkeys((word, plainly(word))):
        found = best_split(one, known)
        if found:
            return found
    return ()


def best_split(word: str, known: Mapping[str, int]) -> tuple[str, ...]:
    """By the ways to reach each place in the word; fewer parts are better, then a longer shortest part."""
    ways: dict[int, tuple[str, ...]] = {0: ()}
    for end in range(SHORTEST_LONE_PART, len(word) + 1):
        options = [
            (*ways[start], part)
            for start in sorted(ways)
            for part in linked(word[start:end], known, is_last=end == len(word))
            if fits(start, end, len(word))
        ]
        if options:
            ways[end] = min(options, key=lambda parts: (len(parts), -min(map(len, parts))))
    parts = ways.get(len(word), ())
    is_odd = len(parts) > 2 and len(parts[-1]) == SHORTEST_LONE_PART
    return parts if len(parts) > 1 and not is_odd else ()


def longest_edge(word: str, known: Mapping[str, int]) -> str:
    """The longest known word with which this one begins or ends: half a compound says more than nothing."""
    edges = [word[:place] for place in range(SHORTEST_EDGE, len(word))]
    edges += [word[place:] for place in range(1, len(word) - SHORTEST_EDGE + 1)]
    return max((edge for edge in edges if edge in known), key=len, default="")


def alike_begun(word: str, candidates: Iterable[str]) -> tuple[str, ...]:
    """Those that share most of their beginning with a word, half of it at least: another compound of the same first
    part, ``Kontrolllampe`` for Kontrollleuchte."""
    shared = {one: int(Prefix.similarity(word, one)) for one in candidates}
    longest = max(shared.values(), default=0)
    if longest < max(SHORTEST_BEGINNING, len(word) / 2):
        return ()
    return tuple(one for one, length in shared.items() if length == longest)[:MOST_MEANT]


def fits(start: int, end: int, length: int) -> bool:
    """Whether a part may be so short: two letters only at the end, as in ``login``."""
    return end - start >= SHORTEST_PART or (end - start == SHORTEST_LONE_PART and end == length and start > 0)


def linked(piece: str, known: Mapping[str, int], *, is_last: bool) -> Iterable[str]:
    """The known word that a piece is, with or without what links it to the next."""
    for link in LINKS[:1] if is_last else LINKS:
        part = piece.removesuffix(link) if link else piece
        if piece.endswith(link) and len(part) >= SHORTEST_LONE_PART and part in known:
            yield part
            return


def misspelt_split(word: str, candidates: Mapping[str, int], known: Mapping[str, int]) -> tuple[str, ...]:
    """Two words without a space of which one is misspelt."""
    for place in range(len(word) - SHORTEST_CORRECTED, SHORTEST_CORRECTED - 1, -1):
        left, right = word[:place], word[place:]
        if left in known and (found := closest(right, candidates)):
            return left, found[0]
        if right in known and (found := closest(left, candidates)):
            return found[0], right
    return ()
