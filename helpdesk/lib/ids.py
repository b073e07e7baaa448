"""Identifiers: time-ordered UUIDs and their TypeID spelling (``tkt_`` + 26 Crockford base32 characters)."""

import datetime
import uuid

from uuid_utils.compat import uuid7

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
VALUES = {character: value for value, character in enumerate(ALPHABET)}
SUFFIX_LENGTH = 26

# Two characters at a time: a list spells twenty ids.
PAIRS = [first + second for first in ALPHABET for second in ALPHABET]
SHIFTS = range(120, -1, -10)


def new_id() -> uuid.UUID:
    """A UUIDv7: unique, and sorting by the moment it was made."""
    return uuid7()


def earliest_id(moment: datetime.datetime) -> uuid.UUID:
    """The bound below all ids made from a moment (with a zone) on, and above those made up to a millisecond before."""
    return uuid.UUID(int=int(moment.timestamp() * 1000) << 80)


def to_typeid(prefix: str, value: uuid.UUID) -> str:
    """Spell a UUID as a TypeID, e.g. ``to_typeid("tkt", ticket.id)``."""
    number = value.int
    return prefix + "_" + "".join([PAIRS[number >> shift & 1023] for shift in SHIFTS])


def from_typeid(prefix: str, text: str) -> uuid.UUID | None:
    """Read a TypeID of this prefix back; None for anything that is not exactly one."""
    head, separator, suffix = text.partition("_")
    if head != prefix or not separator or len(suffix) != SUFFIX_LENGTH:
        return None
    number = 0
    for character in suffix:
        value = VALUES.get(character)
        if value is None:
            return None
        number = number << 5 | value
    return uuid.UUID(int=number) if number < 1 << 128 else None
