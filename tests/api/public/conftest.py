"""The cast of the public contract's tests."""

from collections.abc import Callable
from typing import Any

import pytest

from helpdesk.accounts.models import Customer, Membership, Workspace
from helpdesk.events.unit import unit_of_work
from helpdesk.lib.ids import to_typeid
from tests.api.public.callers import PublicApi, public_key
from tickets.magic_links import make_link
from tickets.models import Ticket


@pytest.fixture
def public(alice: Membership) -> PublicApi:
    """A caller who may write."""
    return PublicApi(public_key(alice, "tickets.write"))


@pytest.fixture
def anybody() -> PublicApi:
    """A caller without a credential."""
    return PublicApi()


@pytest.fixture
def good(acme: Workspace) -> dict[str, Any]:
    """The least that makes a ticket."""
    return {
        "workspace_id": to_typeid("wks", acme.pk),
        "title": "Login broken",
        "customer_email": "ana@customer.example",
    }


@pytest.fixture
def token(ticket: Ticket, carol: Customer) -> Callable[..., str]:
    """A fresh token for Carol's ticket, for tracking unless another purpose is named."""

    def make(purpose: str = "tracking") -> str:
        with unit_of_work():
            return make_link(ticket, customer=carol, purpose=purpose).partition("?t=")[2]

    return make
