"""Alice, signed in by the sign-in page, so that her session says from where."""

import pytest
from django.test import Client

from helpdesk.accounts.models import Membership
from tests.cast import PASSWORD

AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def browser_of(member: Membership, *, agent: str = AGENT) -> Client:
    """A browser in which a member signed in."""
    client = Client(headers={"User-Agent": agent}, REMOTE_ADDR="192.0.2.44")
    answer = client.post("/sign-in", {"email": member.user.email, "password": PASSWORD})
    assert answer["Location"] == "/desk/"
    return client


@pytest.fixture
def browser(alice: Membership) -> Client:
    """Alice's browser."""
    return browser_of(alice)
