"""An acknowledged change must survive a crash: refuse a database set up to lose some."""

from django.core.exceptions import ImproperlyConfigured
from django.db import connection

CARELESS = {
    "fsync": {"off"},
    "full_page_writes": {"off"},
    "synchronous_commit": {"off"},
}


def careless_settings() -> list[str]:
    """The names of settings under which PostgreSQL may forget what it acknowledged."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [list(CARELESS)])
        return sorted(name for name, setting in cursor.fetchall() if setting in CARELESS[name])


def refuse_careless_database() -> None:
    """Raises ImproperlyConfigured when fsync, full_page_writes or synchronous_commit is off."""
    careless = careless_settings()
    if careless:
        raise ImproperlyConfigured(
            f"PostgreSQL runs with {', '.join(careless)} off and would lose acknowledged mail in a crash."
            " Switch it on (ALTER SYSTEM SET … = on; SELECT pg_reload_conf()) and start again."
        )
