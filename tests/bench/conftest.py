"""A small loaded database and somebody who may ask it for things."""

from typing import Any

import pytest
from django.test import Client

from helpdesk.bench.loader import load
from helpdesk.bench.requests import Request
from helpdesk.bench.world import World, look_around

TICKETS = 120


@pytest.fixture
def world(db: None, settings: Any) -> World:
    """The big workspace with 120 tickets, the small ones with two each."""
    settings.RATELIMIT_ENABLE = False
    settings.ROOT_URLCONF = "helpdesk.bench.product_urls"
    load(TICKETS, small_tickets=2)
    return look_around()


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
