"""A change of many while its worker is killed: it goes on in another one, and nothing is done twice."""

import time
from collections.abc import Callable
from typing import Any

import pytest

from helpdesk.accounts.actors import Actor
from tests.commands.test_worker import Start, start
from tests.tickets.actions.kit import another, events_of
from tests.tickets.bulk.kit import begin
from tickets.models import BulkRow, Ticket

__all__ = ["start"]

PATIENCE_SECONDS = 90.0


def wait_until(true: Callable[[], Any]) -> None:
    """Look until it is so."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not true():
        assert time.monotonic() < deadline, "it never came"
        time.sleep(0.02)


@pytest.mark.slow
def test_a_killed_worker_is_followed_by_another(start: Start, as_alice: Actor, ticket: Ticket) -> None:
    tickets = [ticket, *(another(ticket) for _ in range(199))]
    change = begin(as_alice, add_tags=["late"])
    waiting = change.rows.filter(state=BulkRow.State.WAITING)
    first = start()
    wait_until(lambda: waiting.count() < len(tickets))
    first.kill()
    first.wait(timeout=20)
    assert 0 < waiting.count() < len(tickets), "killed in the middle"
    start()
    wait_until(lambda: not waiting.exists())
    assert {events_of(one).count("ticket.tags_changed") for one in tickets} == {1}
    assert set(change.rows.values_list("state", flat=True)) == {"changed"}
