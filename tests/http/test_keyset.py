"""Pages by position: every row once, whatever else happens."""

import contextlib
import datetime
import random
import uuid

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Customer, Workspace
from helpdesk.events.unit import unit_of_work
from helpdesk.http.keyset import Position, after, decode
from helpdesk.lib.errors import Invalid
from tickets.actions import create_ticket
from tickets.models import Ticket

moments = st.datetimes(datetime.datetime(1970, 1, 1), datetime.datetime(2200, 1, 1), timezones=st.just(datetime.UTC))


@given(moments, st.uuids())
def test_a_cursor_comes_back_as_it_was_to_the_microsecond(moment: datetime.datetime, id: uuid.UUID) -> None:
    position = Position(moment, id)
    assert decode(position.encode()) == position


@given(st.text(max_size=250))
@example("W10")
@example("WzFlOTk5LCJhIl0")
@example("WzFlMzA4LCJhIl0")
@example("eyJhIjoxLCJiIjoyfQ")
def test_any_other_text_is_refused_as_invalid(text: str) -> None:
    with contextlib.suppress(Invalid):
        position = decode(text)
        assert isinstance(position.id, uuid.UUID)
        assert position.created_at.tzinfo


def test_a_refused_cursor_names_the_field() -> None:
    with pytest.raises(Invalid) as refused:
        decode("xyz")
    assert refused.value.field == "cursor"


@pytest.mark.parametrize("seed", range(4))
def test_a_walk_with_any_page_sizes_meets_each_row_once(
    acme: Workspace, carol: Customer, as_carol: Actor, seed: int
) -> None:
    dice = random.Random(seed)
    start = datetime.datetime(2026, 3, 29, 0, 59, tzinfo=datetime.UTC)
    with unit_of_work():
        for _ in range(40):
            ticket = create_ticket(actor=as_carol, requester=carol, subject="s", body="b", channel="portal")
            ticket.created_at = start + datetime.timedelta(microseconds=dice.randrange(12))  # many at one moment
            ticket.save(update_fields=["created_at"])
    expected = list(acme.tickets.newest_first().values_list("id", flat=True))
    seen: list[uuid.UUID] = []
    position = None
    while page := list(after(acme.tickets.all(), position).newest_first()[: dice.randrange(1, 9)]):
        seen += [row.pk for row in page]
        position = decode(Position(page[-1].created_at, page[-1].pk).encode())
        Ticket._base_manager.filter(pk=dice.choice(seen)).update(subject="changed meanwhile")
    assert seen == expected
