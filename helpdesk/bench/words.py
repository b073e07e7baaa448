"""Words that no dictionary holds, as unevenly common as those of a language, and search terms with known hits."""

import random
from itertools import accumulate

SYLLABLES = [consonant + vowel for consonant in "bdfghklmnprstvz" for vowel in "aeiou"]
VOCABULARY_SIZE = 20_000
# How many tickets hold each of five words of a kind, as far as there are that many tickets.
HITS = {"seldom": 10, "scarce": 100, "frequent": 1000}
LETTERS = "abcde"
COMMON = "everywhere"
COMMON_EVERY = 5  # one ticket in five holds the common word


def word(number: int) -> str:
    """A different word of three syllables for each number below 421,875."""
    size = len(SYLLABLES)
    return SYLLABLES[number % size] + SYLLABLES[number // size % size] + SYLLABLES[number // size**2]


class Speaker:
    """Says words at random, the n-th most common of them about once for every n times the first one."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._words = [word(number) for number in range(VOCABULARY_SIZE)]
        self._weights = list(accumulate(1 / (rank + 10) for rank in range(VOCABULARY_SIZE)))

    def say(self, count: int) -> str:
        """So many words."""
        return " ".join(self._chance.choices(self._words, cum_weights=self._weights, k=count))


def terms(kind: str) -> list[str]:
    """The planted words of one kind of HITS."""
    return [kind + letter for letter in LETTERS]


def plant(tickets: int, chance: random.Random) -> dict[int, str]:
    """What the tickets at these places say besides: every term in as many tickets as HITS says, a fifth at most."""
    planted: dict[int, str] = {}
    for kind, hits in HITS.items():
        for term in terms(kind):
            for place in chance.sample(range(tickets), min(hits, tickets // 5)):
                planted[place] = f"{planted[place]} {term}" if place in planted else term
    for place in range(0, tickets, COMMON_EVERY):
        planted[place] = f"{planted[place]} {COMMON}" if place in planted else COMMON
    return planted
