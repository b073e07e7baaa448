"""Times in a question: ``>7d``, ``<2026-01-31``, ``2026-01..2026-02``, ``today``."""

import datetime
import re
from dataclasses import dataclass

from django.utils import timezone

HINT = "Use an age such as >7d or <12h, or a date such as 2026-01-31, <2026-01, 2026-01..2026-02, today"
AGE = re.compile(r"([<>])0*([0-9]{1,4})([hdwmy])")
DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
DAYS = {"today": 0, "yesterday": 1}
SIZES = {"h": 1 / 24, "d": 1, "w": 7, "m": 30, "y": 365}
OLDEST_AGE = 36_500
FIRST_YEAR, LAST_YEAR = 1970, 2999


@dataclass(frozen=True)
class Span:
    """From ``since`` on and before ``until``; None leaves a side open."""

    since: datetime.datetime | None
    until: datetime.datetime | None


def clean_time(text: str) -> str:
    """The one spelling of a time. Raises ValueError saying what can be written."""
    spelled = text.lower()
    age = AGE.fullmatch(spelled)
    if age:
        spelled = f"{age[1]}{age[2]}{age[3]}"
    span_of(spelled, datetime.UTC)
    return spelled


def span_of(text: str, zone: datetime.tzinfo) -> Span:
    """What a time stands for at this moment, with days as they are in a zone. Raises ValueError."""
    age = AGE.fullmatch(text)
    if age:
        return span_of_age(age[1], int(age[2]) * SIZES[age[3]])
    if ".." in text:
        first, _, last = text.partition("..")
        if not first and not last:
            raise ValueError(HINT)
        return Span(days_of(first, zone)[0] if first else None, days_of(last, zone)[1] if last else None)
    start, end = days_of(text.lstrip("<>="), zone)
    sign = text[: len(text) - len(text.lstrip("<>="))]
    spans = {"": (start, end), "<": (None, start), "<=": (None, end), ">": (end, None), ">=": (start, None)}
    if sign not in spans:
        raise ValueError(HINT)
    return Span(*spans[sign])


def span_of_age(sign: str, days: float) -> Span:
    """Longer ago, or less long ago, than so many days."""
    if days > OLDEST_AGE:
        raise ValueError("Use an age of up to 100 years")
    moment = timezone.now() - datetime.timedelta(days=days)
    return Span(None, moment) if sign == ">" else Span(moment, None)


def days_of(text: str, zone: datetime.tzinfo) -> tuple[datetime.datetime, datetime.datetime]:
    """The beginning of a day, month or year, and of the next. Raises ValueError."""
    if text in DAYS:
        day = timezone.now().astimezone(zone).date() - datetime.timedelta(days=DAYS[text])
        return at_midnight(day, zone), at_midnight(day + datetime.timedelta(days=1), zone)
    found = DATE.fullmatch(text)
    if found is None or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        raise ValueError(HINT)
    year, month, day_of_month = (int(part) if part else 0 for part in found.groups())
    try:
        first = datetime.date(year, month if found[2] else 1, day_of_month if found[3] else 1)
    except ValueError as error:
        raise ValueError("There is no such day. " + HINT) from error
    return at_midnight(first, zone), at_midnight(after(first, has_month=bool(found[2]), has_day=bool(found[3])), zone)


def after(first: datetime.date, *, has_month: bool, has_day: bool) -> datetime.date:
    """The first day behind a day, month or year."""
    if has_day:
        return first + datetime.timedelta(days=1)
    if has_month:
        return (first + datetime.timedelta(days=31)).replace(day=1)
    return first.replace(year=first.year + 1)


def at_midnight(day: datetime.date, zone: datetime.tzinfo) -> datetime.datetime:
    """The moment a day begins."""
    return datetime.datetime.combine(day, datetime.time(), zone)
