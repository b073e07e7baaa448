"""Moments to choose from when a ticket is put away. Pure: the caller says what time it is, and where."""

import datetime

MORNING = datetime.time(9)
LATER = datetime.timedelta(hours=3)
MONDAY = 0


def moment_of(choice: str, *, now: datetime.datetime, zone: datetime.tzinfo) -> datetime.datetime | None:
    """``later`` today, ``tomorrow`` morning or ``week`` (Monday morning) on the clocks of ``zone``; None for another
    word."""
    local = now.astimezone(zone)
    if choice == "later":
        return (now + LATER).replace(second=0, microsecond=0)
    if choice == "tomorrow":
        return morning_after(local, days=1)
    if choice == "week":
        return morning_after(local, days=(MONDAY - local.weekday() - 1) % 7 + 1)
    return None


def morning_after(local: datetime.datetime, *, days: int) -> datetime.datetime:
    """Nine o'clock so many days later, whatever the clocks were changed by meanwhile."""
    return datetime.datetime.combine(local.date() + datetime.timedelta(days=days), MORNING, tzinfo=local.tzinfo)
