"""Rules of what a workspace says of itself. Each raises Invalid naming the field."""

import zoneinfo
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.conf import settings

from helpdesk.accounts.features import FEATURES
from helpdesk.lib.colours import READABLE, contrast, is_colour
from helpdesk.lib.errors import Invalid
from helpdesk.lib.text import clean_email, is_storable, one_line

MAX_NAME = 120
MAX_POSTAL_ADDRESS = 400
MAX_DAYS = 3650
ON_THE_BRAND = "#ffffff"


def clean_workspace_name(text: str) -> str:
    """What it is called."""
    tidy = line(text, "name", MAX_NAME)
    if not tidy:
        raise Invalid("A workspace needs a name", code="required", field="name", hint="Use your company's")
    return tidy


def clean_brand_name(text: str) -> str:
    """What customers read instead of the name, possibly nothing."""
    return line(text, "brand_name", MAX_NAME)


def clean_brand_colour(text: str) -> str:
    """``#rrggbb`` dark enough for white text on it, or nothing."""
    tidy = line(text, "colour", 20).lower()
    if tidy and not is_colour(tidy):
        raise Invalid("Invalid colour", field="colour", hint="Use a colour such as #2d50c2, or leave it empty")
    if tidy and contrast(tidy, ON_THE_BRAND) < READABLE:
        found = f"{contrast(tidy, ON_THE_BRAND):.1f}"
        hint = f"White text on it has a contrast of {found}, and {READABLE} is needed: choose a darker one"
        raise Invalid("This colour is too light", code="contrast", field="colour", hint=hint)
    return tidy


def clean_postal_address(text: str) -> str:
    """The address under mails, on as many lines as it has, possibly none."""
    tidy = storable(text, "postal_address").replace("\r\n", "\n").strip()
    if len(tidy) > MAX_POSTAL_ADDRESS:
        raise Invalid(
            f"Use up to {MAX_POSTAL_ADDRESS} characters", code="too_long", field="postal_address", hint="Shorten it"
        )
    return tidy


def clean_support_email(text: str) -> str:
    """The address that mails come from and answers go to."""
    try:
        return clean_email(text)
    except ValueError as error:
        raise Invalid(
            "Invalid email address", field="support_email", hint="Use one address such as help@example.com"
        ) from error


def clean_time_zone(text: str) -> str:
    """The name of a time zone."""
    if text not in zoneinfo.available_timezones():
        raise Invalid("Invalid time zone", code="choice", field="time_zone", hint="Use one such as Europe/Lisbon")
    return text


def clean_workspace_language(text: str) -> str:
    """The code of a language we know."""
    if text not in dict(settings.LANGUAGES):
        raise Invalid("Invalid language", code="choice", field="language", hint="Use a code such as en or de")
    return text


def clean_features(words: Iterable[str]) -> list[str]:
    """Plan features, in our order."""
    wanted = set(words)
    if not wanted <= FEATURES.keys():
        raise Invalid("Invalid feature", code="choice", field="features", hint="Use " + ", ".join(FEATURES))
    return [word for word in FEATURES if word in wanted]


def days(field: str) -> Callable[[int | None], int | None]:
    """The rule of a number of days; None for never."""

    def clean(number: int | None) -> int | None:
        if number is not None and not 1 <= number <= MAX_DAYS:
            raise Invalid(f"Use 1 to {MAX_DAYS} days", field=field, hint="Leave it empty for never")
        return number

    return clean


CLEANERS: Mapping[str, Callable[[Any], Any]] = {
    "name": clean_workspace_name,
    "brand_name": clean_brand_name,
    "colour": clean_brand_colour,
    "postal_address": clean_postal_address,
    "support_email": clean_support_email,
    "time_zone": clean_time_zone,
    "language": clean_workspace_language,
    "requires_totp": bool,
    "features": clean_features,
    "close_resolved_after": days("close_resolved_after"),
    "erase_closed_after": days("erase_closed_after"),
}


def line(text: str, field: str, longest: int) -> str:
    """Text on one line."""
    tidy = one_line(storable(text, field))
    if len(tidy) > longest:
        raise Invalid(f"Use up to {longest} characters", code="too_long", field=field, hint="Shorten it")
    return tidy


def storable(text: str, field: str) -> str:
    """Text that the database takes."""
    if not is_storable(text):
        raise Invalid("That holds characters that are not text", field=field, hint="Remove NUL and lone surrogates")
    return text
