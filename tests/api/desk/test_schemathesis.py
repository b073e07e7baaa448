"""The desk contract does what its description says, whatever is sent."""

from typing import Any

import pytest

from helpdesk.api.desk.bodies import TICKET_ID
from helpdesk.api.desk.describe import description
from helpdesk.lib.ids import to_typeid
from tests.api.conformance import call, described, quickly
from tickets.models import Ticket

schema = described(description)


@pytest.fixture
def reachable(ticket: Ticket, settings: Any) -> dict[str, tuple[str, str]]:
    """An id that exists, and no limit that would answer before the contract does."""
    settings.RATELIMIT_ENABLE = False
    return {"id": (TICKET_ID, to_typeid("tkt", ticket.pk))}


@schema.parametrize()
@quickly
def test_every_answer_is_as_described(case: Any, desk_key: str, reachable: dict[str, tuple[str, str]]) -> None:
    call(case, key=desk_key, ids=reachable)
