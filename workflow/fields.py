"""Rules of what people type when they arrange their work. Each raises Invalid naming the field."""

import re
from collections.abc import Iterable

from django.utils.text import slugify

from helpdesk.lib.errors import Invalid
from helpdesk.lib.text import is_storable, one_line

MAX_CHOICES = 200
MAX_CHOICE = 120
MAX_POSITION = 32_767
COLOUR = re.compile(r"#[0-9a-f]{6}")
WORD = re.compile(r"[a-z][a-z0-9_-]*")


def clean_line(text: str, field: str, *, longest: int, required: bool = True) -> str:
    """A name or a short text on one line."""
    if not isinstance(text, str) or not is_storable(text):
        raise Invalid(f"{field} holds characters that are not text", field=field, hint="Remove NUL and lone surrogates")
    tidy = one_line(text)
    if required and not tidy:
        raise Invalid(f"{field} is required", code="required", field=field, hint="Say it in a few words")
    if len(tidy) > longest:
        raise Invalid(f"{field} must be at most {longest} characters", code="too_long", field=field, hint="Shorten it")
    return tidy


def clean_colour(text: str) -> str:
    """``#rrggbb`` in lower case, or nothing."""
    tidy = clean_line(text, "colour", longest=20, required=False).lower()
    if tidy and not COLOUR.fullmatch(tidy):
        raise Invalid("Invalid colour", field="colour", hint="Use a colour such as #2d50c2, or leave it empty")
    return tidy


def clean_word(text: str, field: str, *, name: str, longest: int = 40) -> str:
    """The word under which contracts know something; made of its name where none is given."""
    given = clean_line(text, field, longest=longest, required=False)
    word = given or slugify(name).replace("-", "_")[:longest]
    if not WORD.fullmatch(word):
        hint = "Use small Latin letters, digits, - and _, starting with a letter"
        raise Invalid(f"Invalid {field}", code="required" if not word else "invalid", field=field, hint=hint)
    return word


def clean_choices(choices: Iterable[str]) -> list[str]:
    """Choices on one line each, without repeats, in the order given."""
    found = dict.fromkeys(clean_line(choice, "choices", longest=MAX_CHOICE) for choice in choices)
    if len(found) > MAX_CHOICES:
        raise Invalid(
            f"a field takes up to {MAX_CHOICES} choices", code="too_long", field="choices", hint="Use a text field"
        )
    return list(found)


def clean_position(number: int) -> int:
    """A place in an order, 0 first."""
    if isinstance(number, bool) or not isinstance(number, int) or not 0 <= number <= MAX_POSITION:
        raise Invalid("Invalid position", field="position", hint=f"Use a number from 0 to {MAX_POSITION}")
    return number


def clean_one_of(word: str, words: Iterable[str], field: str) -> str:
    """One of some words."""
    allowed = list(words)
    if word not in allowed:
        raise Invalid(f"Invalid {field}", code="choice", field=field, hint="Use " + ", ".join(allowed))
    return word
