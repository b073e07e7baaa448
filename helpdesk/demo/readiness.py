"""Whether the demo is up: the web answers and a worker has a heartbeat."""

import urllib.request

from django.conf import settings
from django.db import DatabaseError, connection

ALIVE = "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - interval '8 seconds'"


def everything_answers() -> bool:
    """One look, under two seconds."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{settings.PORT}/readyz", timeout=2) as answer:
            web = answer.status == 200
        with connection.cursor() as cursor:
            cursor.execute(ALIVE)
            return web and cursor.fetchone()[0] > 0
    except (OSError, DatabaseError):
        return False
