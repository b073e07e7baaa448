"""A question made ready for the index: each of its words with its forms, its corrections and what it weighs."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from knowledge.search.document import EVERY, quoted
from knowledge.search.lookup import Lookup
from knowledge.search.meaning import Meaning, Meanings
from knowledge.search.question import Question
from knowledge.search.stems import stem
from knowledge.search.stops import STOPS
from knowledge.search.words import pairs

RAREST = 0.05  # what a word in every text weighs


@dataclass(frozen=True)
class Term:
    """One word of a question, found in any of its forms; or a phrase, found word by word.

    ``texts`` is in how many texts it stands. What is not required only helps an article forward.
    """

    words: tuple[str, ...]
    stems: tuple[str, ...]
    texts: int
    weight: float
    is_required: bool = True
    is_phrase: bool = False

    @property
    def query(self) -> str:
        """As a tsquery."""
        if self.is_phrase:
            return "(" + " <-> ".join(map(quoted, self.words)) + ")"
        return any_of([*self.words, *("S" + one for one in self.stems)])

    @property
    def title_query(self) -> str:
        """The same of titles alone."""
        stems = any_of("T" + one for one in self.stems)
        return " & ".join(any_of(["T" + one]) for one in self.stems) if self.is_phrase else stems

    @property
    def size(self) -> int:
        """How many lexemes it asks for."""
        return len(self.words) if self.is_phrase else len(self.words) + len(self.stems)


@dataclass(frozen=True)
class Asked:
    """``corrected`` are the question's words as they were understood, where that differs from what was typed."""

    terms: tuple[Term, ...]
    without: tuple[str, ...]
    corrected: tuple[str, ...] = ()


def prepare(question: Question, lookup: Lookup, languages: Sequence[str], *, prefix: bool) -> Asked:
    """Look the words up, correct those that nobody wrote, weigh them."""
    words = question.words
    forms = Forms(languages)
    neighbours = pairs(list(words))
    asked_for = {*words, EVERY, *(word for phrase in question.phrases for word in phrase)}
    asked_for |= {whole for _, whole in neighbours}
    asked_for |= {"S" + one for word in list(asked_for) for one in forms.stems(word)}
    known = lookup.known(sorted(asked_for), beginning=words[-1] if prefix and words else "")
    meanings = Meanings(words, neighbours, known, lookup, forms.stems, languages, prefix=prefix)
    weigh = Weights({**known.beginning, **meanings.texts}, known.texts.get(EVERY, 0))
    terms = {term.query: term for term in (weigh.phrase(phrase, forms) for phrase in question.phrases)}
    telling = [place for place, word in enumerate(words) if word not in STOPS]
    for places in (telling, range(len(words))):
        if terms:
            break  # small words find something only where nothing else does
        for meant in (meant for place in places for meant in meanings.of(place)):
            term = weigh.term(meant, forms)
            if term.texts:
                terms.setdefault(term.query, term)
    without = tuple(unwanted(run, forms) for run in question.without)
    return Asked(tuple(terms.values()), without, meanings.corrected)


class Forms:
    """The stems of a word in every language in question."""

    def __init__(self, languages: Iterable[str]) -> None:
        self._languages = tuple(languages)

    def stems(self, word: str) -> tuple[str, ...]:
        """Each once."""
        return tuple(dict.fromkeys(stem(word, language) for language in self._languages))


class Weights:
    """How much a word says: the more, the fewer texts hold it."""

    def __init__(self, texts: Mapping[str, int], every: int) -> None:
        self._texts, self._every = texts, max(every, 1)

    def weight(self, texts: int) -> float:
        """From RAREST for a word in every text to 1 for one in a single text."""
        return (
            max(RAREST, math.log((self._every + 1) / (texts + 0.5)) / math.log((self._every + 1) / 1.5 + 1e-9))
            if (self._every > 1)
            else 1.0
        )

    def term(self, meant: Meaning, forms: Forms) -> Term:
        """A word in all its forms."""
        stems = tuple(dict.fromkeys(one for word in meant.words for one in forms.stems(word)))
        found = [self._texts.get(word, 0) for word in (*meant.words, *("S" + one for one in stems))]
        texts = min(max(found) + sum(self._texts.get(word, 0) for word in meant.beginnings), self._every)
        weight = self.weight(texts) * meant.share
        every = tuple(dict.fromkeys([*meant.words, *meant.beginnings]))
        return Term(every, stems, texts, weight, meant.is_required)

    def phrase(self, words: Sequence[str], forms: Forms) -> Term:
        """Words that must follow one another as they are."""
        texts = min(self._texts.get(word, 0) for word in words)
        stems = tuple(forms.stems(word)[0] for word in words)
        return Term(tuple(words), stems, texts, self.weight(texts), is_phrase=True)


def unwanted(run: Sequence[str], forms: Forms) -> str:
    """The tsquery of what must not occur: a word in any form, or a phrase."""
    if len(run) > 1:
        return "(" + " <-> ".join(map(quoted, run)) + ")"
    return any_of([run[0], *("S" + one for one in forms.stems(run[0]))])


def any_of(lexemes: Iterable[str]) -> str:
    """The tsquery that any of these fits."""
    return "(" + " | ".join(map(quoted, lexemes)) + ")"
