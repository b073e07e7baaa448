"""How often somebody may call: fixed windows, counted for each caller and each address, the stricter one deciding."""

import time
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django_ratelimit.core import get_usage

from helpdesk.lib.errors import TooMany


@dataclass(frozen=True)
class Limit:
    """``group`` names what is counted; ``rate`` is a number per period: ``10/h``, ``50/m``."""

    group: str
    rate: str


@dataclass(frozen=True)
class Usage:
    """Where a caller stands in a window: ``reset_at`` is a Unix time in seconds."""

    limit: int
    remaining: int
    reset_at: int


def spend(request: HttpRequest, limits: Iterable[Limit], *, callers: Iterable[str]) -> Usage | None:
    """Count one call under every limit for every caller; returns the tightest standing, None with the limiter off.

    Raises TooMany with the seconds until the call would be taken.
    """
    names = list(callers)
    found = [usage for limit in limits for caller in names if (usage := count(request, limit, caller)) is not None]
    return min(found, key=lambda usage: usage.remaining, default=None)


def count(request: HttpRequest, limit: Limit, caller: str) -> Usage | None:
    """Count one call of one caller. Raises TooMany."""
    found = get_usage(request, group=limit.group, key=lambda _group, _request: caller, rate=limit.rate, increment=True)
    if found is None:
        return None
    wait = max(1, found["time_left"])
    if found["should_limit"]:
        raise TooMany(wait, limit=found["limit"])
    return Usage(found["limit"], max(0, found["limit"] - found["count"]), int(time.time()) + wait)
