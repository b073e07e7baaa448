"""From a question back to words: ``parse(spell(query)) == query``."""

import re

from helpdesk.lib.errors import Invalid
from tickets.query.parse import parse
from tickets.query.terms import Filter, Query, Word

NEEDS_QUOTES = re.compile(r'[\s",\\]')


def spell(query: Query) -> str:
    """The shortest common spelling, filters first."""
    return " ".join([*(spell_filter(one) for one in query.filters), *(spell_word(one) for one in query.words)])


def spell_filter(one: Filter) -> str:
    """A filter with its values."""
    values = ",".join(quote(value) if NEEDS_QUOTES.search(value) else value for value in one.values)
    return f"{'-' * one.negated}{one.name}:{values}"


def spell_word(one: Word) -> str:
    """A word, in quotes where it could be taken for something else."""
    text = one.text + "*" if one.prefix else one.text if reads_as_itself(one.text) else quote(one.text)
    return "-" * one.negated + text


def reads_as_itself(text: str) -> bool:
    """Whether a text without quotes is just this word."""
    try:
        return parse(text) == Query((Word(text),))
    except Invalid:
        return False


def quote(text: str) -> str:
    """In quotes."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
