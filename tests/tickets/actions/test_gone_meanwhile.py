"""Queues, statuses and teams that are deleted at the very moment at which something comes to refer to them."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from helpdesk.accounts.actions.delete_team import delete_team
from helpdesk.accounts.actors import Actor, member_actor
from helpdesk.accounts.models import Customer, Membership, Team
from helpdesk.events.unit import unit_of_work
from helpdesk.lib.errors import HelpdeskError, Invalid
from tests.together import at_once
from tests.workflow.kit import make_team
from tickets.actions import change_queue, change_status, create_ticket, save_view
from tickets.models import Ticket
from workflow.actions.create_field import create_field
from workflow.actions.create_queue import create_queue
from workflow.actions.create_status import create_status
from workflow.actions.delete_queue import delete_queue
from workflow.actions.delete_status import delete_status
from workflow.actions.make_default_queue import make_default_queue
from workflow.actions.update_queue import update_queue
from workflow.models import Queue

ROUNDS = 8


@pytest.fixture
def as_adam(adam: Membership) -> Actor:
    return member_actor(adam)


def done(verb: Callable[..., Any], *given: Any, **named: Any) -> Any:
    """One verb in a unit of its own."""
    with unit_of_work():
        return verb(*given, **named)


def of_two_at_once(one: Callable[[], Any], other: Callable[[], Any]) -> list[Any]:
    """What both returned or raised. A refusal must be one of ours: anything else is a fault at some door."""
    results = at_once(2, lambda number: (one, other)[number]())
    strange = [result for result in results if isinstance(result, Exception) and not isinstance(result, HelpdeskError)]
    assert not strange
    return results


def ask(as_adam: Actor, carol: Customer, queue: Queue | None) -> Ticket:
    """A new ticket."""
    made: Ticket = done(
        create_ticket, actor=as_adam, requester=carol, subject="s", body="b", channel="desk", queue=queue
    )
    return made


def test_a_queue_that_is_gone_takes_no_ticket(as_adam: Actor, carol: Customer, ticket: Ticket) -> None:
    queue = done(create_queue, actor=as_adam, name="Gone")
    done(delete_queue, Queue._base_manager.get(pk=queue.pk), actor=as_adam)
    for verb, given in ((change_queue, (ticket,)), (create_ticket, ())):
        more = {"to": queue} if given else {"requester": carol, "subject": "s", "body": "b", "channel": "desk"}
        with pytest.raises(Invalid) as caught:
            done(verb, *given, actor=as_adam, **(more if given else more | {"queue": queue}))
        assert caught.value.field == "queue"
    with pytest.raises(Invalid):
        done(create_field, actor=as_adam, label="Size", kind="text", queues=[queue])
    assert ask(as_adam, carol, None).number == ticket.number + 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("enter", ["new", "moved"])
def test_a_queue_deleted_while_a_ticket_enters_is_a_clear_answer(
    enter: str, as_adam: Actor, carol: Customer, ticket: Ticket
) -> None:
    for number in range(ROUNDS):
        queue = done(create_queue, actor=as_adam, name=f"Passing {number}")

        def go(queue: Queue = queue) -> Any:
            return ask(as_adam, carol, queue) if enter == "new" else done(change_queue, ticket, actor=as_adam, to=queue)

        def delete(queue: Queue = queue) -> None:
            done(delete_queue, queue, actor=as_adam)

        entered, deleted = of_two_at_once(go, delete)
        assert isinstance(entered, Invalid) != isinstance(deleted, HelpdeskError)
        assert as_adam.workspace.queues.filter(pk=queue.pk).exists() == isinstance(entered, Ticket)


@pytest.mark.django_db(transaction=True)
def test_a_ticket_without_a_queue_finds_one_while_the_default_goes(as_adam: Actor, carol: Customer) -> None:
    first = as_adam.workspace.queues.get(is_default=True)
    for number in range(ROUNDS):
        old = done(create_queue, actor=as_adam, name=f"Default {number}")
        done(make_default_queue, old, actor=as_adam)

        def replace(old: Queue = old) -> None:
            done(make_default_queue, first, actor=as_adam)
            done(delete_queue, old, actor=as_adam)

        entered, _ = of_two_at_once(lambda: ask(as_adam, carol, None), replace)
        assert isinstance(entered, Ticket)
    numbers = as_adam.workspace.tickets.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, ROUNDS + 1))


@pytest.mark.django_db(transaction=True)
def test_a_status_deleted_while_a_ticket_takes_it_is_a_clear_answer(as_adam: Actor, ticket: Ticket) -> None:
    for number in range(ROUNDS):
        status = done(create_status, actor=as_adam, label=f"Passing {number}", kind="pending")
        taken, deleted = of_two_at_once(
            partial(done, change_status, ticket, actor=as_adam, to=status),
            partial(done, delete_status, status, actor=as_adam),
        )
        assert isinstance(taken, Invalid) != isinstance(deleted, HelpdeskError)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("use", ["new queue", "old queue", "list"])
def test_a_team_deleted_while_something_opens_to_it_is_clear(use: str, as_adam: Actor, adam: Membership) -> None:
    inbox = as_adam.workspace.queues.get(is_default=True)

    def refer(team: Team) -> Any:
        if use == "new queue":
            return done(create_queue, actor=as_adam, name=team.name, access="private", teams=[team])
        if use == "old queue":
            return done(update_queue, inbox, actor=as_adam, changes={"teams": [team]})
        return done(save_view, actor=as_adam, name=team.name, query="is:open", owner="team", team=team)

    for number in range(ROUNDS):
        team = make_team(as_adam.workspace, f"Team {number}", adam)
        used, deleted = of_two_at_once(partial(refer, team), partial(done, delete_team, team, actor=as_adam))
        if use != "list":  # the lists of a team go with it
            assert isinstance(used, Invalid) != isinstance(deleted, HelpdeskError)
