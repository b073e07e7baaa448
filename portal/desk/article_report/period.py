"""The time a report is about: whole days in the workspace's time zone, up to now."""

import datetime
from zoneinfo import ZoneInfo

from helpdesk.lib.errors import Invalid
from knowledge.reports import Period

CHOICES = (7, 30, 90, 365)
USUAL = 30


def days_in(text: str) -> int:
    """How many days somebody chose. Raises Invalid (field ``days``)."""
    if not text:
        return USUAL
    days = int(text) if text.isascii() and text.isdigit() and len(text) <= 3 else 0
    if days not in CHOICES:
        hint = "Use " + ", ".join(map(str, CHOICES))
        raise Invalid("There is no report of so many days", code="choice", field="days", hint=hint)
    return days


def last_days(days: int, *, now: datetime.datetime, zone: ZoneInfo) -> Period:
    """So many days, today as the last one."""
    today = now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    first = today.date() - datetime.timedelta(days=days - 1)
    return Period(datetime.datetime.combine(first, datetime.time(), tzinfo=zone), now)
