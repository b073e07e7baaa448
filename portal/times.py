"""Moments in words. Pure: the caller says what time it is, and where."""

import datetime

MINUTE, HOUR, DAY = 60, 3600, 86_400
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def relative(value: datetime.datetime, *, now: datetime.datetime, zone: datetime.tzinfo) -> str:
    """``just now``, ``5 min ago``, ``3 h ago``, ``2 d ago``; after a week the date, with another year named."""
    seconds = (now - value).total_seconds()
    if seconds < MINUTE:
        return "just now"
    if seconds < 7 * DAY:
        return f"{span(seconds)} ago"
    local = value.astimezone(zone)
    day = f"{local.day} {MONTHS[local.month - 1]}"
    return day if local.year == now.astimezone(zone).year else f"{day} {local.year}"


def span(seconds: float) -> str:
    """A length of time in its largest unit: ``under a minute``, ``5 min``, ``3 h``, ``12 d``."""
    for size, unit in ((DAY, "d"), (HOUR, "h"), (MINUTE, "min")):
        if seconds >= size:
            return f"{int(seconds // size)} {unit}"
    return "under a minute"


def absolute(value: datetime.datetime, zone: datetime.tzinfo) -> str:
    """``22 Nov 2026, 09:05 UTC`` on the clocks of ``zone``."""
    local = value.astimezone(zone)
    return f"{local.day} {MONTHS[local.month - 1]} {local.year}, {local:%H:%M %Z}"
