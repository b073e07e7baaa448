"""assign_ticket: to a member, or to nobody."""

from collections.abc import Callable

import pytest

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Membership
from helpdesk.events.models import Event
from helpdesk.events.unit import unit_of_work
from helpdesk.lib.errors import Forbidden, Invalid, NotFound, Stale
from tests.tickets.actions.kit import fresh
from tickets.actions import assign_ticket, change_priority
from tickets.models import Ticket


def give(ticket: Ticket, actor: Actor, to: Membership | None) -> Ticket:
    with unit_of_work():
        assign_ticket(ticket, actor=actor, to=to)
    return fresh(ticket)


def test_a_ticket_goes_from_nobody_to_one_to_another_and_back(
    as_alice: Actor, alice: Membership, adam: Membership, ticket: Ticket
) -> None:
    assert [give(ticket, as_alice, to).assignee_id for to in (alice, adam, None)] == [alice.pk, adam.pk, None]
    log = Event.objects.filter(subject_id=ticket.pk, type="ticket.assigned").order_by("id")
    assert [(event.data["before"], event.data["after"], event.visibility) for event in log] == [
        (None, str(alice.pk), "internal"),
        (str(alice.pk), str(adam.pk), "internal"),
        (str(adam.pk), None, "internal"),
    ]


def test_repeating_changes_nothing(
    changes_nothing: Callable, as_alice: Actor, alice: Membership, ticket: Ticket
) -> None:
    changes_nothing(lambda: assign_ticket(ticket, actor=as_alice, to=None))
    give(ticket, as_alice, alice)
    changes_nothing(lambda: assign_ticket(ticket, actor=as_alice, to=alice))


def test_nobody_who_cannot_work_on_it_is_taken(
    changes_nothing: Callable, as_alice: Actor, adam: Membership, vera: Membership, eve: Membership, ticket: Ticket
) -> None:
    adam.is_active = False
    for member in (adam, vera, eve):
        with pytest.raises(Invalid) as refused:
            changes_nothing(lambda member=member: assign_ticket(ticket, actor=as_alice, to=member))
        assert refused.value.field == "assignee"


def test_customers_assign_nothing(
    changes_nothing: Callable, as_carol: Actor, as_gus: Actor, alice: Membership, ticket: Ticket
) -> None:
    for actor in (as_carol, as_gus):
        with pytest.raises(Forbidden):
            changes_nothing(lambda actor=actor: assign_ticket(ticket, actor=actor, to=alice))


def test_a_foreign_ticket_is_not_found(as_alice: Actor, alice: Membership, foreign_ticket: Ticket) -> None:
    with pytest.raises(NotFound), unit_of_work():
        assign_ticket(foreign_ticket, actor=as_alice, to=alice)
    assert fresh(foreign_ticket).assignee_id is None


def test_a_stale_writer_is_refused(
    changes_nothing: Callable, as_alice: Actor, alice: Membership, ticket: Ticket
) -> None:
    with unit_of_work():
        change_priority(ticket, actor=as_alice, to="urgent")
    with pytest.raises(Stale):
        changes_nothing(lambda: assign_ticket(ticket, actor=as_alice, to=alice, expected_version=1))
