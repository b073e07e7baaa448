"""What every test may ask for: a database server of our own, and the small cast of tests/cast.py."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from helpdesk.accounts.authentication import key_cache
from helpdesk.lib.embedded import home_directory
from helpdesk.lib.postgres import EmbeddedPostgres
from tests.emptying import clean_up_quickly
from tests.template import ensure_template

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
def django_db_modify_db_settings(
    database_server: None, django_db_modify_db_settings_parallel_suffix: None, django_db_blocker: DjangoDbBlocker
) -> None:
    """The server must stand before pytest-django makes this process's database on it, as a copy of the template."""
    with django_db_blocker.unblock():
        connection.settings_dict["TEST"]["TEMPLATE"] = ensure_template()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Tests that commit empty every table behind them, which the audit log refuses; one test switches that on again."""
    clean_up_quickly()
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE accounts_auditentry DISABLE TRIGGER audit_is_not_emptied")


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
