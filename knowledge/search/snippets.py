"""The piece of a text that shows why it was found, with the words that fit marked. Plain text: whoever shows it
escapes it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from knowledge.search.document import stem_lexeme
from knowledge.search.stems import base_of, stem
from knowledge.search.words import LINKS, normal, words_of_chain

LENGTH = 180
LEAD = 40
MOST_LOOKED_AT = 400
# A word as it is written, with marks of pronunciation and links inside.
LETTER = r"[^\W_][\u0300-\u036f\u064b-\u065f\u0670\u00ad]*"
WORD = rf"{LETTER}(?:[{LINKS}]?{LETTER})*"
WRITTEN = re.compile(WORD)
# Every letter of these scripts by the plain one that it is compared as.
VARIANTS: dict[str, str] = {}
for _letter in map(chr, (*range(0x00C0, 0x0250), *range(0x0370, 0x0530), *range(0x1E00, 0x2000))):
    if _letter.isalpha() and normal(_letter):
        VARIANTS[normal(_letter)[0]] = VARIANTS.get(normal(_letter)[0], "") + _letter
# Arabic writes its article and small words in front of a word: every word is looked at.
WITH_PREFIXES = {"ar", "fa"}
REMEMBERED = 65_536

Piece = tuple[str, bool]


@lru_cache(maxsize=REMEMBERED)
def forms(written: str, language: str) -> frozenset[str]:
    """What a word of a text is found by: itself, its parts, and the stem of each with an S."""
    chain = words_of_chain(normal(written))
    words = [*chain, "".join(chain)]
    return frozenset([*words, *(stem_lexeme(word, language) for word in words)])


@dataclass(frozen=True)
class Wanted:
    """The words of a question, and its stems each with an S."""

    lexemes: frozenset[str]

    def fits(self, written: str, language: str) -> bool:
        """Whether a word of a text, as it is written there, is one of them."""
        return not self.lexemes.isdisjoint(forms(written, language))

    def pattern(self, language: str) -> re.Pattern[str]:
        """What finds the words that may fit: those that begin with a letter with which one wanted begins."""
        return WRITTEN if base_of(language) in WITH_PREFIXES else beginning_with(self.letters)

    @cached_property
    def letters(self) -> str:
        """With which a wanted word begins, plain and in order."""
        return "".join(sorted({lexeme.removeprefix("S")[:1] for lexeme in self.lexemes}))


@lru_cache(maxsize=1024)
def beginning_with(letters: str) -> re.Pattern[str]:
    """Words that begin with one of these letters, however it is written."""
    every = "".join(letter + letter.upper() + VARIANTS.get(letter, "") for letter in letters)
    return re.compile(rf"(?<![^\W_])(?=[{re.escape(every)}]){WORD}") if every else WRITTEN


def snippet(plain: str, wanted: Wanted, language: str) -> list[Piece]:
    """The best piece: the one with most different words that fit, and the earliest of several."""
    spans = matches(plain, wanted, language)
    start, end = window(plain, spans)
    pieces: list[Piece] = [("… ", False)] if start > 0 else []
    place = start
    for left, right, _ in spans:
        if left < start or right > end:
            continue
        pieces += [(flat(plain[place:left]), False), (plain[left:right], True)]
        place = right
    pieces.append((flat(plain[place:end]), False))
    if end < len(plain):
        pieces.append((" …", False))
    return [piece for piece in pieces if piece[0]]


def marked(text: str, wanted: Wanted, language: str) -> list[Piece]:
    """A whole line, such as a title, with its fitting words marked."""
    pieces: list[Piece] = []
    place = 0
    for left, right, _ in matches(text, wanted, language):
        pieces += [(text[place:left], False), (text[left:right], True)]
        place = right
    return [piece for piece in [*pieces, (text[place:], False)] if piece[0]]


def matches(text: str, wanted: Wanted, language: str) -> list[tuple[int, int, str]]:
    """Where words stand that fit, with the stem of each, from the beginning on up to a few hundred."""
    found: list[tuple[int, int, str]] = []
    for word in wanted.pattern(language).finditer(text):
        if wanted.fits(word[0], language):
            found.append((word.start(), word.end(), stem(normal(word[0]), language)))
            if len(found) == MOST_LOOKED_AT:
                break
    return found


def window(text: str, spans: Sequence[tuple[int, int, str]]) -> tuple[int, int]:
    """From where to where to show, cut between words."""
    best, start = 0, 0
    for place, (left, _, _) in enumerate(spans):
        different = len(set(within(spans[place:], left + LENGTH - LEAD)))
        if different > best:
            best, start = different, max(0, left - LEAD)
    start = max(0, min(start, len(text) - LENGTH))
    end = min(len(text), start + LENGTH)
    if start > 0:
        space = text.find(" ", start, start + LEAD)
        start = space + 1 if space >= 0 else start
    if end < len(text):
        space = text.rfind(" ", end - LEAD, end)
        end = space if space > start else end
    return start, end


def within(spans: Iterable[tuple[int, int, str]], end: int) -> Iterable[str]:
    """The stems that stand before a place."""
    for _, right, word in spans:
        if right > end:
            return
        yield word


def flat(text: str) -> str:
    """On one line; a break between two blocks stays visible."""
    return text.replace("\n", " · ")
