"""The filters there are: what each takes, in which spelling, with an example."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from helpdesk.lib.text import clean_email
from tickets.models import Ticket
from tickets.query.dates import clean_time
from tickets.status import Priority

MAX_VALUE = 255
IS = (
    "open", "pending", "resolved", "closed", "undone", "done", "unassigned", "mine", "watched", "snoozed", "spam",
)  # fmt: skip
NUMBER = re.compile(r"(?:TKT-|#)?0*([0-9]{1,9})", re.IGNORECASE)
FIELD = "field."


@dataclass(frozen=True)
class FilterKind:
    """``clean`` gives a value its one spelling, or raises ValueError with a sentence saying what is right."""

    examples: tuple[str, ...]
    about: str | Promise
    clean: Callable[[str], str]


def text(value: str) -> str:
    """A name, as it is written."""
    if len(value) > MAX_VALUE:
        raise ValueError(f"Use up to {MAX_VALUE} characters")
    return value


def one_of(*words: str) -> Callable[[str], str]:
    """One of a few words."""

    def clean(value: str) -> str:
        if value.lower() not in words:
            raise ValueError("Use one of " + ", ".join(words))
        return value.lower()

    return clean


def number(value: str) -> str:
    """A ticket's number."""
    found = NUMBER.fullmatch(value)
    if found is None:
        raise ValueError("Use a number such as 42 or TKT-0042")
    return found[1]


def email(value: str) -> str:
    """An address."""
    try:
        return clean_email(value)
    except ValueError as error:
        raise ValueError("Use an e-mail address such as ana@example.com") from error


KINDS: Mapping[str, FilterKind] = {
    "is": FilterKind(tuple(f"is:{word}" for word in IS), _("Where it stands"), one_of(*IS)),
    "status": FilterKind(("status:in_progress", 'status:"With supplier"'), _("A status by its name"), text),
    "assignee": FilterKind(
        ("assignee:me", "assignee:none", "assignee:ana@example.com"), _("Who has it, by name or address"), text
    ),
    "requester": FilterKind(("requester:cy@customer.example",), _("Who asked, by address"), email),
    "org": FilterKind(('org:"Blue Ltd"',), _("The organisation of whoever asked"), text),
    "queue": FilterKind(("queue:Inbox",), _("A queue by its name"), text),
    "team": FilterKind(("team:Billing",), _("Assigned to a member of the team"), text),
    "type": FilterKind(("type:question",), _("A type of ticket"), text),
    "tag": FilterKind(('tag:"late"', "tag:refund,returns"), _("A tag; with a comma, any of several"), text),
    "priority": FilterKind(("priority:high,urgent",), _("Low, medium, high or urgent"), one_of(*Priority.values)),
    "channel": FilterKind(("channel:portal",), _("How it came in"), one_of(*Ticket.Channel.values)),
    "number": FilterKind(("TKT-0042", "#42", "number:42"), _("The ticket's number"), number),
    "cc": FilterKind(("cc:boss@customer.example",), _("Who is in copy, by address"), email),
    "created": FilterKind(
        ("created:>7d", "created:2026-01..2026-02"),
        _("Opened more than 7 days ago; in these months. Also <12h, <2026-01-31, today"),
        clean_time,
    ),
    "updated": FilterKind(("updated:<1d",), _("Last changed less than a day ago"), clean_time),
    "resolved": FilterKind(("resolved:2026-01",), _("Resolved in that month"), clean_time),
    "rating": FilterKind(
        ("rating:1", "rating:4,5"), _("How the customer rated the help, from 1 (bad) to 5 (good)"), one_of(*"12345")
    ),
    "rated": FilterKind(("rated:<7d", "rated:2026-01"), _("Rated in the last 7 days; in that month"), clean_time),
    FIELD: FilterKind(("field.order:4711",), _("The value of a custom field, by the key of the field"), text),
}


def kind_of(name: str) -> FilterKind | None:
    """The filter of this name, None for a word that is none."""
    if name.startswith(FIELD) and name != FIELD:
        return KINDS[FIELD]
    return None if name == FIELD else KINDS.get(name)


def names() -> list[str]:
    """Every filter as it is typed."""
    return [f"{name}<key>:" if name == FIELD else f"{name}:" for name in KINDS]
