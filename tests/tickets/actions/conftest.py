"""What the tests of the verbs ask for."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from helpdesk.accounts.actors import Actor, customer_actor, member_actor
from helpdesk.accounts.models import Membership, Workspace
from helpdesk.events.models import Event
from helpdesk.events.unit import Unit, unit_of_work
from tests.tickets.actions.kit import events_of, make_customer
from tickets.models import Ticket


@pytest.fixture
def unit(db: None) -> Iterator[Unit]:
    """An open unit of work, as a door would open it."""
    with unit_of_work() as opened:
        yield opened


@pytest.fixture
def as_dave(acme: Workspace) -> Actor:
    """Another customer of acme, who asked for nothing."""
    return customer_actor(make_customer(acme, "dave@customer.example"), acme)


@pytest.fixture
def as_gus(globex: Workspace) -> Actor:
    """A customer of globex."""
    return customer_actor(make_customer(globex, "gus@customer.example"), globex)


@pytest.fixture
def changes_nothing(ticket: Ticket) -> Callable[[Callable[[], Any]], None]:
    """Run a verb in a unit of its own and see that ticket and log are as before."""

    def check(verb: Callable[[], Any]) -> None:
        before = Ticket._base_manager.filter(pk=ticket.pk).values().get(), events_of(ticket)
        try:
            with unit_of_work():
                verb()
        finally:
            assert (Ticket._base_manager.filter(pk=ticket.pk).values().get(), events_of(ticket)) == before
            assert Event.objects.filter(subject_id=ticket.pk).count() == len(before[1])

    return check


@pytest.fixture
def as_eve(eve: Membership) -> Actor:
    """An admin of globex."""
    return member_actor(eve)
