"""What every test may ask for: a database server of our own, and the small cast of tests/cast.py."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from helpdesk.accounts.authentication import key_cache
from helpdesk.lib.embedded import home_directory
from helpdesk.lib.postgres import EmbeddedPostgres

pytest_plugins = ["tests.cast"]


@pytest.fixture(scope="session")
def database_server() -> Iterator[None]:
    """The server that all test processes share; the last one to leave stops it."""
    if os.environ.get("DATABASE_URL"):
        yield
        return
    with EmbeddedPostgres(home_directory()).attach():
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(database_server: None, django_db_modify_db_settings_parallel_suffix: None) -> None:
    """The server must stand before pytest-django makes this process's database on it."""


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    """Keys seen in one test mean nothing in the next."""
    key_cache.clear()
    yield
    key_cache.clear()


@pytest.fixture
def limiter(settings: Any, db: None) -> None:
    """The limiter switched on, with nothing counted."""
    settings.RATELIMIT_ENABLE = True
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM http_counter")
