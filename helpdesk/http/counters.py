"""The cache behind django-ratelimit: counters in PostgreSQL that are exact under parallel calls.

django-ratelimit refuses local-memory and database caches, rightly: they read, then write. This one counts in one
atomic statement. It offers only what ``get_usage`` calls: ``add``, then ``incr`` when the key was there already.
"""

import threading
from typing import Any

from django.core.cache.backends.base import BaseCache
from django.db import connection

COUNT = """
    INSERT INTO http_counter (key, count, expires_at) VALUES (%s, %s, now() + %s * interval '1 second')
    ON CONFLICT (key) DO UPDATE SET count = http_counter.count + excluded.count
    RETURNING count
"""
SWEEP = "DELETE FROM http_counter WHERE expires_at < now()"


class PostgresCounters(BaseCache):
    """Counters by key. ``add`` already counts; ``incr`` tells what it counted, without another statement."""

    def __init__(self, _location: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        self._counted = threading.local()

    def add(self, key: str, value: Any, timeout: Any = None, version: int | None = None) -> bool:
        """Count ``value`` on a key; True when the key is new."""
        with connection.cursor() as cursor:
            cursor.execute(COUNT, [key, value, timeout])
            self._counted.key, self._counted.count = key, cursor.fetchone()[0]
        return bool(self._counted.count == value)

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        """The count that ``add`` has just reached for this key. Raises ValueError for any other use."""
        if getattr(self._counted, "key", None) != key or delta != 1:
            raise ValueError("incr follows add of the same key")
        return int(self._counted.count)


def forget_old_windows() -> None:
    """Delete counters whose window is over; run by the schedule."""
    with connection.cursor() as cursor:
        cursor.execute(SWEEP)
