"""Words as search compares them: without case, accents, or differences that people do not type."""

import re
from collections.abc import Iterator
from itertools import pairwise

from helpdesk.lib.text import fold

LONGEST_WORD = 58

# What Unicode does not take apart, though people do: German, Nordic, Polish and Turkish letters, the letters of Arabic
# that are written one for the other, Arabic and Persian digits, and signs that nobody sees.
SAME = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "\u0131": "i", "ħ": "h",
        "\u0671": "\u0627", "\u0649": "\u064a", "\u06cc": "\u064a", "\u06a9": "\u0643", "\u0629": "\u0647",
        "\u0640": None,
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"),
        **{chr(0x0660 + digit): str(digit) for digit in range(10)},
        **{chr(0x06F0 + digit): str(digit) for digit in range(10)},
    }
)  # fmt: skip
# Words that belong together without a space, such as e-mail, don't or my_file.
APOSTROPHES = "'\u2019\u02bc"
LINKS = APOSTROPHES + "_\u2010\u2011-"
CHAIN = re.compile(rf"[^\W_]+(?:[{LINKS}][^\W_]+)*")
LINK = re.compile(rf"([{LINKS}])")
SHORT_END = 2
MOST_JOINED = 3


def normal(text: str) -> str:
    """The text in the one spelling that is compared."""
    return text.lower() if text.isascii() and "\x00" not in text else fold(text).translate(SAME)


def chains(text: str) -> Iterator[list[str]]:
    """The words of a text, those that are written together in one list; normalised, none longer than LONGEST_WORD."""
    for found in CHAIN.finditer(normal(text)):
        yield [word[:LONGEST_WORD] for word in words_of_chain(found[0])]


def words_of_chain(chain: str) -> list[str]:
    """Its words: ``don't`` and ``user's`` are one (dont, users), ``l'article`` and ``sign-in`` are two."""
    first, *rest = LINK.split(chain)
    words = [first]
    for link, word in zip(rest[::2], rest[1::2], strict=True):
        if link in APOSTROPHES and len(word) <= SHORT_END:
            words[-1] += word
        else:
            words.append(word)
    return words


def words_in(text: str) -> list[str]:
    """All words in their order."""
    return [word for chain in chains(text) for word in chain]


def joined(chain: list[str]) -> str:
    """Words that are written together as one word: ``e-mail`` is ``email`` to many. Empty where nobody would."""
    return "".join(chain)[:LONGEST_WORD] if 1 < len(chain) <= MOST_JOINED else ""


def pairs(words: list[str]) -> list[tuple[int, str]]:
    """Neighbours written as one word, each with the place of the first: ``pass word`` may be meant as ``password``."""
    return [(place, one + other) for place, (one, other) in enumerate(pairwise(words)) if len(one + other) >= 4]
