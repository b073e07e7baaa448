"""What the tests of the log ask for."""

from collections.abc import Iterator

import pytest
from django.db import connection

from helpdesk.events import dispatch


@pytest.fixture
def empty_queue(transactional_db: None) -> Iterator[None]:
    """A queue without jobs; Django's flush leaves Procrastinate's tables alone."""
    empty()
    yield
    empty()


def empty() -> None:
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")


@pytest.fixture
def handlers(monkeypatch: pytest.MonkeyPatch) -> None:
    """A table of handlers of the test's own; the product's comes back afterwards."""
    monkeypatch.setattr(dispatch, "_by_type", {})
    monkeypatch.setattr(dispatch, "_by_name", {})
