"""A small seeded installation, written once for all tests of a module."""

import datetime
from collections.abc import Iterator

import pytest
from django.db import transaction

from helpdesk.accounts.models import Workspace
from helpdesk.demo.seed import seed_demo

UNTIL = datetime.datetime(2026, 3, 12, tzinfo=datetime.UTC)
TICKETS = 90


@pytest.fixture(scope="module")
def seeded(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    """acme and globex with TICKETS tickets before UNTIL; gone again after the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        seed_demo(seed=1, tickets=TICKETS, until=UNTIL)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def workspaces(seeded: None, db: None) -> list[Workspace]:
    return list(Workspace.objects.order_by("slug"))
