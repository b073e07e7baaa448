"""Moments in words, in the language of the page. The caller says what time it is, and where."""

import datetime

from django.utils.formats import date_format
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
    return date_format(local, _("j M") if local.year == now.astimezone(zone).year else _("j M Y"))


def span(seconds: float) -> str:
    """A length of time in its largest unit: ``under a minute``, ``5 min``, ``3 h``, ``12 d``."""
    units = ((DAY, _("%(number)d d")), (HOUR, _("%(number)d h")), (MINUTE, _("%(number)d min")))
    for size, unit in units:
        if seconds >= size:
            return unit % {"number": int(seconds // size)}
    return _("under a minute")


def absolute(value: datetime.datetime, zone: datetime.tzinfo) -> str:
    """``22 Nov 2026, 09:05 UTC`` on the clocks of ``zone``."""
    return date_format(value.astimezone(zone), _("j M Y, H:i T"))
