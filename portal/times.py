"""Moments in words, in the language of the page. The caller says what time it is, and where."""

import datetime
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

MINUTE, HOUR, DAY = 60, 3600, 86_400


def relative(value: datetime.datetime, *, now: datetime.datetime, zone: datetime.tzinfo) -> str:
    """``just now``, ``5 min ago``, ``3 h ago``, ``2 d ago``; after a week the date, with another year named."""
    seconds = (now - value).total_seconds()
    if seconds < MINUTE:
        return _("just now")
    if seconds < 7 * DAY:
        return _("%(span)s ago") % {"span": span(seconds)}
    local = value.astimezone(zone)
    pattern = _("j M") if local.year == now.astimezone(zone).year else _("j M Y")
    return day_text(local.date(), pattern, get_language())


def span(seconds: float) -> str:
    """A length of time in its largest unit: ``under a minute``, ``5 min``, ``3 h``, ``12 d``."""
    if seconds >= DAY:
        return _("%(number)d d") % {"number": int(seconds // DAY)}
    if seconds >= HOUR:
        return _("%(number)d h") % {"number": int(seconds // HOUR)}
    if seconds >= MINUTE:
        return _("%(number)d min") % {"number": int(seconds // MINUTE)}
    return _("under a minute")


def absolute(value: datetime.datetime, zone: datetime.tzinfo) -> str:
    """``22 Nov 2026, 09:05 UTC`` on the clocks of ``zone``."""
    local = value.astimezone(zone)
    day, _clock, after = _("j M Y, H:i T").partition("H:i")
    clock = f"{local.hour:02}:{local.minute:02}"
    return day_text(local.date(), day, get_language()) + clock + after.replace("T", local.tzname() or "")


@lru_cache(maxsize=4096)
def day_text(day: datetime.date, pattern: str, language: str | None) -> str:
    """A day by Django's pattern, kept: a page has dozens of moments, of few days, and writing one takes longest."""
    return date_format(day, pattern)
