"""What somebody typed, as words, phrases in quotes, and words that must not occur."""

import re
from dataclasses import dataclass

from helpdesk.lib.errors import Invalid
from helpdesk.lib.text import is_storable
from knowledge.search.words import words_in

LONGEST_QUESTION = 200
MOST_WORDS = 24
PART = re.compile(r'(?<!\S)(-?)["„“”«»]([^"„“”«»]*)["“”«»]?|(?<!\S)-([^\W_]\S*)|(\S+)')


@dataclass(frozen=True)
class Question:
    """``words`` in their order, normalised; each of ``phrases`` and ``without`` is a run of words."""

    words: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    without: tuple[tuple[str, ...], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not (self.words or self.phrases)


def read_question(text: str) -> Question:
    """The question in a text; whatever is no word is passed over. Raises Invalid (field ``q``)."""
    if not is_storable(text):
        raise Invalid("The search holds characters that are not text", field="q", hint="Remove them")
    if len(text) > LONGEST_QUESTION:
        hint = f"Use up to {LONGEST_QUESTION} characters"
        raise Invalid("That is too long to search for", code="too_long", field="q", hint=hint)
    words: list[str] = []
    phrases: list[tuple[str, ...]] = []
    without: list[tuple[str, ...]] = []
    for minus, quoted, unwanted, plain in PART.findall(text):
        found = tuple(words_in(quoted or unwanted or plain))
        if not found:
            continue
        if minus or unwanted:
            without.append(found)
        elif quoted and len(found) > 1:
            phrases.append(found)
        else:
            words += found
    return Question(tuple(words[:MOST_WORDS]), tuple(phrases[:MOST_WORDS]), tuple(without[:MOST_WORDS]))
