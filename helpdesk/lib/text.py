"""Rules that every piece of text from outside must pass, and ways to make it safe for a place."""

import re
import unicodedata
from urllib.parse import urlsplit

from email_validator import EmailNotValidError, validate_email

SURROGATE = re.compile("[\ud800-\udfff]")
LINE_BREAKS = re.compile(r"[\r\n\u0085\u2028\u2029\x0b\x0c]+")
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
# Letters and symbols by their category, and yet nothing to see.
BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
MAX_EMAIL = 254


def is_storable(text: str) -> bool:
    """Whether PostgreSQL takes it: no NUL and no lone surrogate."""
    return "\x00" not in text and not SURROGATE.search(text)


def is_blank(text: str) -> bool:
    """Whether nothing of it can be seen: spaces, controls, marks without width."""
    return all(char.isspace() or char in BLANKS or unicodedata.category(char) in {"Cc", "Cf"} for char in text)


def one_line(text: str) -> str:
    """Collapse line breaks and control characters: for subjects, names and mail headers."""
    return CONTROLS.sub("", LINE_BREAKS.sub(" ", text)).strip()


def clean_email(text: str) -> str:
    """The one spelling of an address that we store and compare: NFKC, lower case, no display name.

    Raises ValueError for anything that is not exactly one plain address.
    """
    candidate = text.strip()
    if len(candidate) > MAX_EMAIL or not is_storable(candidate):
        raise ValueError("not an e-mail address")
    try:
        found = validate_email(candidate, check_deliverability=False, allow_smtputf8=False, test_environment=True)
    except EmailNotValidError as error:
        raise ValueError(str(error)) from error
    return unicodedata.normalize("NFKC", found.normalized).lower()


def is_web_address(text: str) -> bool:
    """Whether it is the address of a web page, with nothing unseen in it: no other text may become a link."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and text.isprintable() and " " not in text


def preview_of(text: str, length: int = 160) -> str:
    """The first words of a text on one line, for lists."""
    flat = " ".join(text.split())
    return flat if len(flat) <= length else flat[: length - 1].rstrip() + "…"


def fold(text: str) -> str:
    """Letters without accents and in lower case, as search compares them: ``Müller`` is found by ``muller``."""
    decomposed = unicodedata.normalize("NFKD", SURROGATE.sub("", text.replace("\x00", "")))
    return "".join(character for character in decomposed if not unicodedata.combining(character)).lower()
