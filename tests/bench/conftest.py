"""A small loaded database and somebody who may ask it for things."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from helpdesk.bench.loader import load
from helpdesk.bench.requests import Request
from helpdesk.bench.world import World, look_around

TICKETS = 120


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """The big workspace with 120 tickets, the small ones with two each; gone again after the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(TICKETS, small_tickets=2)
        yield look_around()
        transaction.set_rollback(True)


@pytest.fixture
def world(loaded: World, db: None, settings: Any) -> World:
    """What there is to ask for, with nothing in the way."""
    settings.RATELIMIT_ENABLE = False
    settings.ROOT_URLCONF = "helpdesk.bench.product_urls"
    return loaded


class Asking:
    """Sends the bench's own requests within this process."""

    def __call__(self, request: Request) -> bytes:
        """The body of the answer, which must be a success."""
        response = Client().generic(
            request.method, request.path, request.content, "application/json", headers=dict(request.headers)
        )
        assert response.status_code in {200, 201}, response.content
        content: bytes = response.content
        return content


@pytest.fixture
def ask() -> Asking:
    return Asking()
