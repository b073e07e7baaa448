"""The public contract does what its description says, whatever is sent."""

from typing import Any

import pytest

from helpdesk.accounts.models import Membership
from helpdesk.api.public.bodies import TICKET_ID
from helpdesk.api.public.describe import description
from helpdesk.lib.ids import to_typeid
from tests.api.conformance import call, described, quickly
from tests.api.public.callers import public_key
from tickets.models import Ticket

# A click is taken whatever it says: test_articles.py
schema = described(description).exclude(operation_id="noteClick")


@pytest.fixture
def reachable(ticket: Ticket, settings: Any) -> dict[str, tuple[str, str]]:
    """An id that exists, and no limit that would answer before the contract does."""
    settings.RATELIMIT_ENABLE = False
    return {"id": (TICKET_ID, to_typeid("tkt", ticket.pk))}


@schema.parametrize()
@quickly
def test_every_answer_is_as_described(case: Any, alice: Membership, reachable: dict[str, tuple[str, str]]) -> None:
    call(case, key=public_key(alice, "tickets.write"), ids=reachable)
