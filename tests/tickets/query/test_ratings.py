"""Tickets by how and when they were rated."""

import datetime

from django.utils import timezone

from helpdesk.accounts.actors import Actor
from tests.tickets.query.test_find import Write, found, write

__all__ = ["write"]


def test_score_and_time_are_asked_for(write: Write, as_alice: Actor) -> None:
    now = timezone.now()
    for name, score, days in (("bad", 1, 40), ("good", 5, 1)):
        ticket, at = write(name), now - datetime.timedelta(days=days)
        as_alice.workspace.feedback.create(ticket=ticket, score=score, created_at=at, updated_at=at)
    write("not rated")
    assert found(as_alice, "rating:1") == ["bad"]
    assert found(as_alice, "rating:1,5") == ["bad", "good"]
    assert found(as_alice, "-rating:1") == ["good", "not rated"]
    assert found(as_alice, "rated:<7d") == ["good"]
    assert found(as_alice, "rating:1 rated:<7d") == []
    assert found(as_alice, "-rated:<7d") == ["bad", "not rated"]
