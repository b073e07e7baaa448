"""What the words of a question mean where the vocabulary does not know them, or knows them only as part of others."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from knowledge.search.lookup import Known, Lookup
from knowledge.search.stems import compounds
from knowledge.search.stops import STOPS
from knowledge.search.typos import (
    SHORTEST_CORRECTED,
    alike_begun,
    closest,
    distance_of,
    edits_allowed,
    longest_edge,
    misspelt_split,
    parts_to_know,
    split,
)

MOST_CORRECTED = 6
SHORTEST_SPLIT = 5
SHORTEST_COMPOUND = 8
LONGEST_SPLIT = 40
LONGER_BY, LONGER_COMPOUND = 2, 6
LONGER_BEGINNING = 20
SHORTEST_HELD = 4
OF_A_PART = 0.6


@dataclass(frozen=True)
class Meaning:
    """Words of which any will do, and others that begin so or hold one of them; ``share`` of a word's whole weight."""

    words: tuple[str, ...]
    beginnings: tuple[str, ...] = ()
    is_required: bool = True
    share: float = 1.0


class Meanings:
    """Of each place in a question. Asks the vocabulary at most three times more, however many words there are."""

    def __init__(
        self,
        words: Sequence[str],
        neighbours: Sequence[tuple[int, str]],
        known: Known,
        lookup: Lookup,
        stems: Callable[[str], tuple[str, ...]],
        languages: Sequence[str],
        *,
        prefix: bool,
    ) -> None:
        self._words, self._known, self._stems = words, known, stems
        self._last = len(words) - 1 if prefix else -1
        self.texts = dict(known.texts)
        self._joined: dict[int, list[str]] = {}
        for place, one in neighbours:
            if self._knows(one):
                self._joined.setdefault(place, []).append(one)
                self._joined.setdefault(place + 1, []).append(one)
        self._is_compounding = is_compounding = compounds(languages[0])
        self._parts: dict[int, tuple[str, ...]] = {}
        self._near: dict[int, tuple[str, ...]] = {}
        self._held: dict[int, tuple[str, ...]] = {}
        if is_compounding:
            self._look_for_compounds(lookup)
        unknown = [place for place, word in enumerate(words) if self._needs_help(place, word)][:MOST_CORRECTED]
        whole = [
            place
            for place, word in enumerate(words)
            if is_compounding and place not in unknown and len(word) >= SHORTEST_COMPOUND and word not in STOPS
        ]
        self._look_for_parts(lookup, unknown, whole)
        self._correct(lookup, unknown)

    def of(self, place: int) -> list[Meaning]:
        """What is looked for in the place of a word: itself, what it is a form of, what it was meant as."""
        word = self._words[place]
        beginnings = tuple(self._known.beginning) if place == self._last else ()
        near, parts = self._near.get(place, ()), self._parts.get(place, ())
        own = (word, *self._joined.get(place, ()))
        if parts and not near and not self._knows(word):
            return [Meaning((part,), share=OF_A_PART) for part in parts if part not in STOPS]
        meanings = [Meaning(near or own, (*beginnings, *self._held.get(place, ())))]
        return meanings + [Meaning((part,), is_required=False, share=OF_A_PART) for part in parts if part not in STOPS]

    @property
    def corrected(self) -> tuple[str, ...]:
        """The words as they were understood; empty where nothing was corrected."""
        understood: list[str] = []
        for place, word in enumerate(self._words):
            if place in self._near:
                understood.append(self._near[place][0])
            elif place in self._parts and not self._knows(word):
                understood += self._parts[place]
            else:
                understood.append(word)
        return tuple(understood) if tuple(understood) != tuple(self._words) else ()

    def _knows(self, word: str) -> bool:
        return word in self.texts or any("S" + one in self.texts for one in self._stems(word))

    def _needs_help(self, place: int, word: str) -> bool:
        begins = place == self._last and bool(self._known.beginning)
        is_part = place in self._joined or bool(self._held.get(place))
        return not (self._knows(word) or is_part or begins or word in STOPS)

    def _look_for_parts(self, lookup: Lookup, unknown: Sequence[int], whole: Sequence[int]) -> None:
        splittable = [
            place
            for place in (*unknown, *whole)
            if SHORTEST_SPLIT <= len(self._words[place]) <= LONGEST_SPLIT and not self._words[place].isdigit()
        ]
        if not splittable:
            return
        wanted = {part for place in splittable for part in parts_to_know(self._words[place])}
        wanted -= {self._words[place] for place in whole}
        by_stem = {part: "S" + self._stems(part)[0] for part in wanted}
        found = lookup.known(sorted({*wanted, *by_stem.values()})).texts
        self.texts |= found
        pieces = {part: found.get(part) or found[root] for part, root in by_stem.items() if {part, root} & found.keys()}
        for place in splittable:
            word = self._words[place]
            parts = split(word, pieces)
            edge = longest_edge(word, pieces) if place in unknown and not parts else ""
            if parts or edge:
                self._parts[place] = parts or (edge,)

    def _correct(self, lookup: Lookup, unknown: Sequence[int]) -> None:
        # Nobody means a small word who has asked for something; one alone, misspelt, may well be one.
        is_small_talk = all(place in unknown or word in STOPS for place, word in enumerate(self._words))
        doubtful = [place for place in unknown if edits_allowed(self._words[place])]
        longer_by = LONGER_COMPOUND if self._is_compounding else LONGER_BY
        longer_by = LONGER_BEGINNING if self._last in doubtful else longer_by
        for place, alike in zip(
            doubtful, lookup.alike([self._words[place] for place in doubtful], longer_by=longer_by), strict=False
        ):
            word = self._words[place]
            candidates = {one: count for one, count in alike.items() if one not in STOPS}
            near = closest(word, candidates, is_beginning=place == self._last)
            if self._is_compounding and not near and not self._parts.get(place):
                near = alike_begun(word, candidates)
            if is_small_talk and not near:
                near = closest(word, alike)
            is_sure = bool(near) and distance_of(word, near[0], 1, is_beginning=place == self._last) <= 1
            if near and (is_sure or len(self._parts.get(place, ())) < 2):
                self._near[place] = near
                self.texts |= {one: alike[one] for one in near}
            elif len(self._parts.get(place, ())) < 2:
                parts = misspelt_split(word, candidates, self.texts)
                if parts:
                    self._parts[place] = parts
                    self.texts |= {one: candidates[one] for one in parts if one in candidates}

    def _look_for_compounds(self, lookup: Lookup) -> None:
        places, held = [], []
        for place, word in enumerate(self._words):
            part = self._stems(word)[0]
            if word not in STOPS and len(part) >= SHORTEST_HELD:
                places.append(place)
                held.append(part)
        for place, part, found in zip(places, held, lookup.holding(held), strict=False):
            longer = [word for word in found if len(word) >= len(part) + SHORTEST_CORRECTED - 1]
            self._held[place] = tuple(longer)
            self.texts |= {word: found[word] for word in longer}
