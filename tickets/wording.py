"""A workspace's own words in mails to customers: which mails have them, and what may stand in them."""

import re
from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from helpdesk.lib.errors import Invalid
from helpdesk.lib.text import is_storable, one_line
from tickets.models import OutboundMail

KINDS = {
    OutboundMail.Kind.CONFIRMATION: _("Confirmation of a new request"),
    OutboundMail.Kind.REPLY: _("Answer of the team"),
    OutboundMail.Kind.RESOLVED: _("Resolved, with rating"),
    OutboundMail.Kind.SURVEY: _("How was our help? (some time after it was resolved)"),
    OutboundMail.Kind.LINK: _("Link that was asked for"),
}
PLACEHOLDERS = ("name", "reference", "subject", "company")
MAX_SUBJECT = 200
MAX_OPENING = 2000

BRACES = re.compile(r"\{[^{}]*\}|[{}]")
KNOWN = re.compile(r"(?P<blank>[ ]?)\{(?P<word>" + "|".join(PLACEHOLDERS) + r")\}")


def clean_subject(text: str) -> str:
    """A subject on one line, possibly none. Raises Invalid."""
    return checked(one_line(storable(text, "subject")), "subject", MAX_SUBJECT)


def clean_opening(text: str) -> str:
    """The first words of a mail, possibly none. Raises Invalid."""
    return checked(storable(text, "opening").replace("\r\n", "\n").strip(), "opening", MAX_OPENING)


def checked(text: str, field: str, longest: int) -> str:
    """Raises Invalid for a text that is too long, or holds braces around anything but a placeholder."""
    if len(text) > longest:
        raise Invalid(f"Use up to {longest} characters", code="too_long", field=field, hint="Shorten it")
    wrong = next((found for found in BRACES.findall(text) if found.strip("{}") not in PLACEHOLDERS), None)
    if wrong is not None:
        hint = "Use " + ", ".join(f"{{{word}}}" for word in PLACEHOLDERS)
        raise Invalid(f"{wrong} is no placeholder", code="placeholder", field=field, hint=hint)
    return text


def storable(text: str, field: str) -> str:
    """Raises Invalid for what the database does not take."""
    if not is_storable(text):
        raise Invalid("That holds characters that are not text", field=field, hint="Remove NUL and lone surrogates")
    return text


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with each placeholder's value; where there is none, the blank before it goes too: "Hello {name},"
    becomes "Hello,". What a value holds is never looked at again."""

    def put(found: re.Match[str]) -> str:
        value = values[found["word"]]
        return found["blank"] + value if value else ""

    return KNOWN.sub(put, text)
