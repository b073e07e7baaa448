"""From what somebody typed to a question. Raises nothing but Invalid, whatever the text."""

import re

from helpdesk.lib.errors import Invalid
from helpdesk.lib.text import clean_email, fold, is_storable
from tickets.query.filters import NUMBER, FilterKind, kind_of, names
from tickets.query.terms import Filter, Query, Word

MAX_QUERY = 500
MAX_TERMS = 40
SHORTEST_PREFIX = 3
NAME = re.compile(r"([A-Za-z][A-Za-z_]*(?:\.[\w-]*)?):(?!//)")
BARE = re.compile(r'[^\s"]+')
BARE_VALUE = re.compile(r'[^\s",]+')
QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)(?:"|\\?\Z)', re.DOTALL)
ESCAPED = re.compile(r'\\(["\\])')
SPACE = re.compile(r"\s+")


def parse(text: str) -> Query:
    """The question in a text. Raises Invalid naming the word at fault and what would be right."""
    if not is_storable(text):
        raise Invalid("The search holds characters that are not text", field="q", hint="Remove them")
    if len(text) > MAX_QUERY:
        raise Invalid(
            "That is too long to search for", code="too_long", field="q", hint=f"Use up to {MAX_QUERY} characters"
        )
    reader = Reader(text)
    while reader.more():
        reader.read()
    if len(reader.words) + len(reader.filters) > MAX_TERMS:
        raise Invalid(
            "That is too much to search for",
            code="too_long",
            field="q",
            hint=f"Use up to {MAX_TERMS} words and filters",
        )
    if text.strip() and not reader.words and not reader.filters:
        raise Invalid(f"There is no word in “{text.strip()}”", field="q", hint="Use letters or digits")
    return Query(tuple(reader.words), tuple(reader.filters))


class Reader:
    """Goes through a text from left to right."""

    def __init__(self, text: str) -> None:
        self.words: list[Word] = []
        self.filters: list[Filter] = []
        self._text, self._at = text, 0

    def more(self) -> bool:
        """Skip spaces; whether anything comes after them."""
        found = SPACE.match(self._text, self._at)
        self._at = found.end() if found else self._at
        return self._at < len(self._text)

    def read(self) -> None:
        """Take one word, phrase or filter."""
        negated = self._text[self._at] == "-" and not self._text[self._at + 1 : self._at + 2].isspace()
        self._at += negated
        name = NAME.match(self._text, self._at)
        if name and self.is_filter(name):
            self._at = name.end()
            self.filters.append(self.filter(name[1], negated=negated))
        elif self._text.startswith('"', self._at):
            self.word(self.quoted(), negated=negated)
        else:
            found = BARE.match(self._text, self._at)
            self._at = found.end() if found else self._at
            self.bare(found[0] if found else "", negated=negated)

    def is_filter(self, name: re.Match[str]) -> bool:
        """Whether ``name:`` is meant as a filter; ``Note: see below`` is not, nor is an address of the web."""
        known = kind_of(spelled(name[1])) is not None
        return known or self._text[name.end() : name.end() + 1].strip() != ""

    def filter(self, name: str, *, negated: bool) -> Filter:
        """The filter whose values come next. Raises Invalid."""
        name = spelled(name)
        kind = kind_of(name)
        if kind is None:
            hint = "Use " + ", ".join(names()) + f'. For the words themselves write them in quotes, as in "{name}:…"'
            raise Invalid(f"There is no filter “{name}:”", code="choice", field="q", hint=hint)
        values = tuple(clean(name, kind, value) for value in self.values())
        if not values:
            raise Invalid(f"“{name}:” needs a value", field="q", hint="Write it like " + kind.examples[0])
        return Filter(name, tuple(dict.fromkeys(values)), negated)

    def values(self) -> list[str]:
        """Values with commas between them."""
        found: list[str] = []
        while True:
            if self._text.startswith('"', self._at):
                value = self.quoted()
            else:
                bare = BARE_VALUE.match(self._text, self._at)
                self._at, value = (bare.end(), bare[0]) if bare else (self._at, "")
            if value:
                found.append(value)
            if not self._text.startswith(",", self._at):
                return found
            self._at += 1

    def quoted(self) -> str:
        """The text up to the closing quote, or to the end where there is none."""
        found = QUOTED.match(self._text, self._at)
        if found is None:  # cannot be: everything behind a quote fits
            raise Invalid("The quotes do not fit", field="q", hint="Close every quote")
        self._at = found.end()
        return " ".join(ESCAPED.sub(r"\1", found[1]).split())

    def bare(self, text: str, *, negated: bool) -> None:
        """A word without quotes: a ticket's number, a customer's address, the beginning of a word, or a word."""
        number, address = NUMBER.fullmatch(text), address_in(text)
        if number and not text.isdigit():
            self.filters.append(Filter("number", (number[1],), negated))
        elif address:
            self.filters.append(Filter("requester", (address,), negated))
        elif text.endswith("*") and fold(text[:-1]).isalnum():
            if len(text) <= SHORTEST_PREFIX:
                hint = f"Give at least {SHORTEST_PREFIX} letters or digits before the *"
                raise Invalid(f"“{text}” stands for too many words", field="q", hint=hint)
            self.words.append(Word(text[:-1], negated, prefix=True))
        else:
            self.word(text, negated=negated)

    def word(self, text: str, *, negated: bool) -> None:
        """What has neither letter nor digit is left out, as in ``this & that``."""
        if any(character.isalnum() for character in fold(text)):
            self.words.append(Word(text, negated))


def address_in(text: str) -> str:
    """The e-mail address that a text is, or nothing."""
    try:
        return clean_email(text) if "@" in text else ""
    except ValueError:
        return ""


def spelled(name: str) -> str:
    """A filter's name; the keys of fields are as the workspace wrote them."""
    head, dot, key = name.partition(".")
    return head.lower() + dot + key


def clean(name: str, kind: FilterKind, value: str) -> str:
    """A value in its one spelling. Raises Invalid."""
    try:
        return kind.clean(value)
    except ValueError as error:
        raise Invalid(f"“{value}” does not fit “{name}:”", code="choice", field="q", hint=str(error)) from error
