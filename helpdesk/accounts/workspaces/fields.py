"""Rules of what a workspace says of itself. Each raises Invalid naming the field."""

import re
import zoneinfo
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.conf import settings

from helpdesk.accounts.workspaces.features import FEATURES
from helpdesk.lib.colours import READABLE, contrast, is_colour
from helpdesk.lib.errors import Invalid
from helpdesk.lib.text import clean_email, is_storable, one_line

MAX_NAME = 120
MAX_POSTAL_ADDRESS = 400
MAX_NOTICE = 300
MAX_DAYS = 3650
MAX_SURVEY_DELAY = 30 * 24 * 60
LOW_SCORES = range(5)
MAX_ORIGINS, MAX_ORIGIN = 50, 200
# As a browser writes the origin of a page; it goes into a header, so nothing else may stand in it.
ORIGIN = re.compile(
    r"https?://(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?::[0-9]{1,5})?", re.ASCII
)
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


def clean_notice(text: str) -> str:
    """A line on every page of the portal, possibly none."""
    return line(text, "notice", MAX_NOTICE)


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


def clean_survey_delay(minutes: int) -> int:
    """Minutes between a solved ticket and the question how it was; 0: in the same mail."""
    if not 0 <= minutes <= MAX_SURVEY_DELAY:
        hint = f"Use 0 to {MAX_SURVEY_DELAY}, which are 30 days"
        raise Invalid("Invalid number of minutes", field="survey_delay_minutes", hint=hint)
    return minutes


def clean_widget_origins(origins: Iterable[str]) -> list[str]:
    """Sites by scheme and host alone, in lower case, each once."""
    found = dict.fromkeys(origin for text in origins if (origin := storable(text, "widget_origins").strip().lower()))
    for origin in found:
        if len(origin) > MAX_ORIGIN or not ORIGIN.fullmatch(origin):
            hint = f"{origin[:60]!a} is none: write https://shop.example, without a path"
            raise Invalid("Invalid site", field="widget_origins", hint=hint)
    if len(found) > MAX_ORIGINS:
        raise Invalid("Too many sites", code="too_long", field="widget_origins", hint=f"Use up to {MAX_ORIGINS}")
    return list(found)


def clean_low_score(score: int) -> int:
    """The highest rating that is low; 0: none is."""
    if score not in LOW_SCORES:
        raise Invalid("Invalid score", code="choice", field="low_score", hint="Use 0 to 4")
    return score


CLEANERS: Mapping[str, Callable[[Any], Any]] = {
    "name": clean_workspace_name,
    "brand_name": clean_brand_name,
    "colour": clean_brand_colour,
    "notice": clean_notice,
    "postal_address": clean_postal_address,
    "support_email": clean_support_email,
    "time_zone": clean_time_zone,
    "language": clean_workspace_language,
    "requires_totp": bool,
    "features": clean_features,
    "close_resolved_after": days("close_resolved_after"),
    "erase_closed_after": days("erase_closed_after"),
    "asks_for_rating": bool,
    "survey_delay_minutes": clean_survey_delay,
    "low_score": clean_low_score,
    "widget_origins": clean_widget_origins,
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
