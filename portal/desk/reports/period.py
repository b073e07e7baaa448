"""The time a report is about: the last days, or from one day to another; days as they are in the workspace."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from helpdesk.lib.errors import Invalid
from knowledge.reports import Period
from portal.desk.article_report.period import last_days

CHOICES = (7, 30, 90)
USUAL = 30
LONGEST = 366
FIRST_YEAR, LAST_YEAR = 1970, 2999


@dataclass(frozen=True)
class Chosen:
    """``days`` is None for a time that was given by its first and last day."""

    period: Period
    first: datetime.date
    last: datetime.date
    days: int | None

    @property
    def address(self) -> str:
        """What follows the question mark in the address of the same report."""
        if self.days is not None:
            return urlencode({"days": self.days})
        return urlencode({"since": self.first.isoformat(), "until": self.last.isoformat()})


def chosen_time(query: Mapping[str, str], *, now: datetime.datetime, zone: ZoneInfo) -> Chosen:
    """What an address asks for. Raises Invalid (field ``days``, ``since`` or ``until``)."""
    if query.get("since") or query.get("until"):
        return between(day_in(query, "since"), day_in(query, "until"), zone=zone)
    text = query.get("days", "")
    days = next((choice for choice in CHOICES if text == str(choice)), None) if text else USUAL
    if days is None:
        hint = "Use " + ", ".join(map(str, CHOICES)) + ", or two days"
        raise Invalid("There is no report of so many days", code="choice", field="days", hint=hint)
    period = last_days(days, now=now, zone=zone)
    return Chosen(period, period.since.date(), now.astimezone(zone).date(), days)


def day_in(query: Mapping[str, str], name: str) -> datetime.date:
    """A day as a date field sends it. Raises Invalid."""
    text = query.get(name, "")
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text or not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Invalid("That is no day", field=name, hint="Write it like 2026-01-31")
    return day


def between(first: datetime.date, last: datetime.date, *, zone: ZoneInfo) -> Chosen:
    """From the beginning of one day to the end of another. Raises Invalid for a time too long or none at all."""
    if not 0 <= (last - first).days < LONGEST:
        raise Invalid(
            f"A report is about 1 to {LONGEST} days",
            field="until",
            hint="Choose a day after the first, but nearer",
        )
    start, end = (
        datetime.datetime.combine(day, datetime.time(), tzinfo=zone)
        for day in (first, last + datetime.timedelta(days=1))
    )
    return Chosen(Period(start, end), first, last, None)
