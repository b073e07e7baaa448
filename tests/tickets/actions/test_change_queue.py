"""change_queue: to another queue of the workspace."""

from collections.abc import Callable

import pytest

from helpdesk.accounts.actors import Actor, member_actor
from helpdesk.accounts.models import Membership
from helpdesk.events.models import Event
from helpdesk.events.unit import unit_of_work
from helpdesk.lib.errors import Forbidden, Invalid, NotFound, Stale
from tests.tickets.actions.kit import fresh
from tickets.actions import assign_ticket, change_priority, change_queue, change_status
from tickets.models import Ticket
from tickets.tallies import figures
from workflow.models import Queue


def move(ticket: Ticket, actor: Actor, to: Queue) -> Ticket:
    with unit_of_work():
        change_queue(ticket, actor=actor, to=to)
    return fresh(ticket)


def test_a_new_ticket_waits_in_the_inbox(ticket: Ticket) -> None:
    queue = fresh(ticket).queue
    assert (queue.name, queue.is_default) == ("Inbox", True)


def test_a_ticket_moves_and_the_log_says_so(as_alice: Actor, ticket: Ticket) -> None:
    returns = as_alice.workspace.queues.create(name="Returns")
    before = ticket.queue_id
    assert move(ticket, as_alice, returns).queue_id == returns.pk
    event = Event.objects.get(subject_id=ticket.pk, type="ticket.queue_changed")
    assert (event.data["before"], event.data["after"], event.visibility) == (before, returns.pk, "internal")


def test_repeating_changes_nothing(changes_nothing: Callable, as_alice: Actor, ticket: Ticket) -> None:
    changes_nothing(lambda: change_queue(ticket, actor=as_alice, to=fresh(ticket).queue))


def test_an_assignee_who_does_not_see_the_new_queue_loses_the_ticket(
    as_alice: Actor, alice: Membership, ticket: Ticket, people_office: Queue
) -> None:
    with unit_of_work():
        assign_ticket(ticket, actor=as_alice, to=alice)
    assert move(ticket, as_alice, people_office).assignee_id is None


def test_an_assignee_who_sees_the_new_queue_keeps_the_ticket(
    as_alice: Actor, adam: Membership, ticket: Ticket, people_office: Queue
) -> None:
    with unit_of_work():
        assign_ticket(ticket, actor=as_alice, to=adam)
    assert move(ticket, as_alice, people_office).assignee_id == adam.pk


def test_nobody_is_given_a_ticket_that_they_may_not_see(
    adam: Membership, alice: Membership, private_ticket: Ticket
) -> None:
    with pytest.raises(Invalid) as refused, unit_of_work():
        assign_ticket(private_ticket, actor=member_actor(adam), to=alice)
    assert refused.value.field == "assignee"
    assert fresh(private_ticket).assignee_id is None


def test_the_kept_figures_move_with_it(as_alice: Actor, ticket: Ticket, people_office: Queue) -> None:
    with unit_of_work():
        change_status(ticket, actor=as_alice, to="resolved")
    seen = figures(as_alice)
    assert seen.by_status["resolved"] == 1
    move(ticket, as_alice, people_office)
    hidden = figures(as_alice)
    assert (sum(hidden.by_status.values()), hidden.mean_resolution_seconds) == (0, None)


def test_a_foreign_queue_is_refused(
    changes_nothing: Callable, as_alice: Actor, ticket: Ticket, foreign_ticket: Ticket
) -> None:
    with pytest.raises(Invalid) as refused:
        changes_nothing(lambda: change_queue(ticket, actor=as_alice, to=fresh(foreign_ticket).queue))
    assert refused.value.field == "queue"


def test_customers_move_nothing(changes_nothing: Callable, as_carol: Actor, ticket: Ticket) -> None:
    returns = as_carol.workspace.queues.create(name="Returns")
    with pytest.raises(Forbidden):
        changes_nothing(lambda: change_queue(ticket, actor=as_carol, to=returns))


def test_a_hidden_ticket_is_not_found(as_alice: Actor, private_ticket: Ticket) -> None:
    inbox = as_alice.workspace.queues.get(is_default=True)
    with pytest.raises(NotFound), unit_of_work():
        change_queue(private_ticket, actor=as_alice, to=inbox)
    assert fresh(private_ticket).queue_id != inbox.pk


def test_a_stale_writer_is_refused(changes_nothing: Callable, as_alice: Actor, ticket: Ticket) -> None:
    returns = as_alice.workspace.queues.create(name="Returns")
    with unit_of_work():
        change_priority(ticket, actor=as_alice, to="urgent")
    with pytest.raises(Stale):
        changes_nothing(lambda: change_queue(ticket, actor=as_alice, to=returns, expected_version=1))
