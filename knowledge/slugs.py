"""Slugs: the readable part of an address, made of a title in any script. Pure."""

import unicodedata

# Room is left for the number that tells two articles of one title apart.
LONGEST_BASE = 200
LONGEST = 220
NAMELESS = "article"

# Pages that stand beside the articles; TypeIDs hold an underscore, which no slug does.
RESERVED = frozenset({"categories", "category", "feed", "print", "search", "sitemap"})

# Left out rather than made a hyphen: ``don't`` is one word.
APOSTROPHES = frozenset("'`\u2018\u2019\u02bc")


def slug_of(text: str, *, longest: int = LONGEST_BASE) -> str:
    """Letters, digits and marks of every script in lower case, with hyphens between words; may be empty.

    A slug made of a slug is the same slug.
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).lower())
    slug = "".join(part for part in map(slug_part, folded))
    joined = "-".join(part for part in map(without_loose_marks, slug.split("-")) if part)
    return unicodedata.normalize("NFKC", trimmed(joined, longest))


def slug_part(character: str) -> str:
    """What one character of a title becomes: itself, nothing (invisible marks, apostrophes), or a hyphen."""
    if character in APOSTROPHES:
        return ""
    category = unicodedata.category(character)
    if category[0] in "LNM":
        return character
    # U+200C parts words in Persian; everything else of its kind is invisible and means nothing in an address.
    return "" if category in {"Cf", "Cc"} and character not in "\u200c\t\r\n\x0b\x0c" else "-"


def without_loose_marks(word: str) -> str:
    """Accents need a letter to stand on."""
    first = next((number for number, letter in enumerate(word) if unicodedata.category(letter)[0] != "M"), len(word))
    return word[first:]


def trimmed(slug: str, longest: int) -> str:
    """At most so many characters, cut between words where that leaves something."""
    if len(slug) <= longest:
        return slug
    cut = slug[:longest]
    whole = cut if slug[longest] == "-" else cut.rpartition("-")[0] or cut
    return whole.strip("-")


def numbered(base: str, number: int) -> str:
    """The first, second, … choice of a slug."""
    return base if number <= 1 else f"{base}-{number}"
