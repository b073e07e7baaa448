"""How often somebody may call: fixed windows, counted for each caller and each address, the stricter one deciding."""

import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest
from django_ratelimit.core import get_usage
from psycopg_pool import PoolTimeout
from redis.exceptions import RedisError

from helpdesk.http.database import forget_broken_connections, is_away
from helpdesk.lib.errors import TooMany, Unavailable

STORE_AWAY = (RedisError, DatabaseError, PoolTimeout, OSError)
LOCAL_SIZE = 10_000
PERIOD_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


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


def is_on() -> bool:
    """Whether anybody counts at all; with the limiter off nobody needs to know whom."""
    return bool(settings.RATELIMIT_ENABLE)


def spend(
    request: HttpRequest, limits: Iterable[Limit], *, callers: Iterable[str], fail_closed: bool = True
) -> Usage | None:
    """Count one call under every limit for every caller; returns the tightest standing, None with the limiter off.

    Raises TooMany with the seconds until the call would be taken. With the counters' store away it raises Unavailable,
    or without ``fail_closed`` (calls of a known caller that create nothing) counts in this process for the while.
    """
    names = list(callers)
    found = [
        usage
        for limit in limits
        for caller in names
        if (usage := count(request, limit, caller, fail_closed=fail_closed)) is not None
    ]
    return min(found, key=lambda usage: usage.remaining, default=None)


def count(request: HttpRequest, limit: Limit, caller: str, *, fail_closed: bool) -> Usage | None:
    """Count one call of one caller. Raises TooMany, Unavailable."""
    try:
        found = get_usage(
            request, group=limit.group, key=lambda _group, _request: caller, rate=limit.rate, increment=True
        )
    except STORE_AWAY as error:
        if isinstance(error, DatabaseError):
            if not is_away(error):
                raise
            forget_broken_connections()
        if fail_closed:
            raise Unavailable("Calls cannot be counted at the moment") from error
        found = _local.count(limit, caller)
    if found is None:
        return None
    wait = max(1, found["time_left"])
    if found["should_limit"]:
        raise TooMany(wait, limit=found["limit"])
    return Usage(found["limit"], max(0, found["limit"] - found["count"]), int(time.time()) + wait)


class LocalCounters:
    """Counts of this process alone, for as long as the shared ones cannot be reached."""

    def __init__(self) -> None:
        self._counts: dict[tuple[str, str, int], int] = {}
        self._lock = threading.Lock()

    def count(self, limit: Limit, caller: str) -> dict[str, Any]:
        """One more call; the answer has the form of django-ratelimit's."""
        number, _, period = limit.rate.partition("/")
        seconds = PERIOD_SECONDS[period]
        now = int(time.time())
        key = (limit.group, caller, now // seconds)
        with self._lock:
            if len(self._counts) >= LOCAL_SIZE:
                self._counts.clear()
            self._counts[key] = counted = self._counts.get(key, 0) + 1
        return {
            "count": counted,
            "limit": int(number),
            "should_limit": counted > int(number),
            "time_left": seconds - now % seconds,
        }


_local = LocalCounters()
