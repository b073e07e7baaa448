"""What the index keeps of one text: the lexemes of a ``tsvector``, made here so that a question finds the same ones.

Lexemes with a capital are ours and nobody's words, which are all in lower case: ``S`` and a stem, ``T`` and a stem of
the title, ``W`` and ``P`` with the workspace (what its members find, what everybody finds), and ``N`` in every text.
A word and its stem stand at one place, so that phrases may mix them.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.search.stems import stem
from knowledge.search.words import chains, joined

EVERY = "N"
LAST_PLACE = 16_000  # a tsvector knows no place behind 16,383
MOST_PLACES = 64


@dataclass(frozen=True)
class Said:
    """An article in one language, as the index takes it."""

    language: str
    title: str
    headings: Iterable[str]
    plain: str
    # Labels and the words of the address: found, though no reader sees them.
    besides: str = ""


class Lexemes:
    """Collects lexemes with the places at which they stand; ``document`` spells them as a tsvector is read."""

    def __init__(self, *markers: str) -> None:
        self._places: dict[str, list[str]] = {marker: [] for marker in markers}
        self._place = 0

    def mark(self, lexeme: str) -> None:
        """One that stands nowhere."""
        self._places.setdefault(lexeme, [])

    def add(self, text: str, language: str, weight: str) -> None:
        """The words of a text, each with its stem, behind what is there already."""
        for chain in chains(text):
            whole = joined(chain)
            for word in chain:
                self._place += 1
                self._stand(word, language, weight)
            if whole:
                self._stand(whole, language, weight)

    def _stand(self, word: str, language: str, weight: str) -> None:
        for lexeme in (word, stem_lexeme(word, language)):
            places = self._places.setdefault(lexeme, [])
            if self._place <= LAST_PLACE and len(places) < MOST_PLACES:
                places.append(f"{self._place}{weight}")

    @property
    def document(self) -> str:
        """All of them."""
        return " ".join(
            quoted(lexeme) + (":" + ",".join(dict.fromkeys(places)) if places else "")
            for lexeme, places in self._places.items()
        )


def document_of(said: Said, markers: Iterable[str]) -> str:
    """The text of a tsvector: title (weight A), headings and labels (B), everything (C)."""
    lexemes = Lexemes(EVERY, *markers)
    for chain in chains(said.title):
        for word in [*chain, joined(chain)]:
            if word:
                lexemes.mark(title_lexeme(word, said.language))
    lexemes.add(said.title, said.language, "A")
    for heading in said.headings:
        lexemes.add(heading, said.language, "B")
    lexemes.add(said.besides, said.language, "B")
    lexemes.add(said.plain, said.language, "C")
    return lexemes.document


def stem_lexeme(word: str, language: str) -> str:
    """What stands for all forms of a word."""
    return "S" + stem(word, language)


def title_lexeme(word: str, language: str) -> str:
    """What stands for all forms of a word in a title."""
    return "T" + stem(word, language)


def members_marker(workspace_id: uuid.UUID) -> str:
    """In every text of a workspace."""
    return f"W{workspace_id.hex}"


def public_marker(workspace_id: uuid.UUID) -> str:
    """In the texts of a workspace that everybody may read."""
    return f"P{workspace_id.hex}"


def is_counted(lexeme: str) -> bool:
    """Whether the vocabulary holds it: words and stems, and the one that counts the texts themselves."""
    return lexeme[0] not in "TWP"


def quoted(lexeme: str) -> str:
    """As tsvector and tsquery read it; words hold neither quote nor backslash."""
    return f"'{lexeme}'"
