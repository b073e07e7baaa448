"""Moments in words. Pure: the caller says what time it is, and where."""

import datetime

MINUTE, HOUR, DAY = 60, 3600, 86_400
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def relative(value: datetime.datetime, *, now: datetime.datetime, zone: datetime.tzinfo) -> str:
    """``just now``, ``5 min ago``, ``3 h ago``, ``2 d ago``; after a week the date, with its year when it is another."""
    seconds = (now - value).total_seconds()
    if seconds < MINUTE:
        return "just now"
    if seconds < HOUR:
        return f"{int(seconds // MINUTE)} min ago"
    if seconds < DAY:
        return f"{int(seconds // HOUR)} h ago"
    if seconds < 7 * DAY:
        return f"{int(seconds // DAY)} d ago"
    local = value.astimezone(zone)
    day = f"{local.day} {MONTHS[local.month - 1]}"
    return day if local.year == now.astimezone(zone).year else f"{day} {local.year}"


def absolute(value: datetime.datetime, zone: datetime.tzinfo) -> str:
    """``22 Nov 2026, 09:05 UTC`` on the clocks of ``zone``."""
    local = value.astimezone(zone)
    return f"{local.day} {MONTHS[local.month - 1]} {local.year}, {local:%H:%M %Z}"
