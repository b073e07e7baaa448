"""watch_ticket and unwatch_ticket: following a ticket, oneself or a colleague."""

import sys
from collections.abc import Callable

import pytest

from helpdesk.accounts.actors import Actor, member_actor
from helpdesk.accounts.models import Membership
from helpdesk.events.models import Event
from helpdesk.events.unit import unit_of_work
from helpdesk.lib.errors import Conflict, Forbidden, Invalid, NotFound
from tests.tickets.actions.kit import another, events_of, fresh, hide
from tests.together import at_once, failures
from tickets.actions import unwatch_ticket, watch_ticket
from tickets.models import Ticket


def watch(ticket: Ticket, actor: Actor, member: Membership) -> None:
    with unit_of_work():
        watch_ticket(ticket, actor=actor, member=member)


def watchers(ticket: Ticket) -> set[object]:
    return set(ticket.watchers.values_list("member_id", flat=True))


def test_a_member_follows_adds_a_colleague_and_stops(
    as_alice: Actor, alice: Membership, adam: Membership, ticket: Ticket
) -> None:
    watch(ticket, as_alice, alice)
    watch(ticket, as_alice, adam)
    assert watchers(ticket) == {alice.pk, adam.pk}
    with unit_of_work():
        unwatch_ticket(ticket, actor=as_alice, member=alice)
    assert watchers(ticket) == {adam.pk}
    assert events_of(ticket)[1:] == ["ticket.watched", "ticket.watched", "ticket.unwatched"]
    assert Event.objects.filter(subject_id=ticket.pk, visibility="public").count() == 1


def test_nobody_who_writes_is_disturbed_by_it(as_alice: Actor, alice: Membership, ticket: Ticket) -> None:
    watch(ticket, as_alice, alice)
    assert fresh(ticket).version == ticket.version


def test_repeating_changes_nothing(
    changes_nothing: Callable, as_alice: Actor, alice: Membership, ticket: Ticket
) -> None:
    changes_nothing(lambda: unwatch_ticket(ticket, actor=as_alice, member=alice))
    watch(ticket, as_alice, alice)
    changes_nothing(lambda: watch_ticket(ticket, actor=as_alice, member=alice))


def test_a_viewer_follows_for_himself_alone(
    changes_nothing: Callable, vera: Membership, alice: Membership, as_alice: Actor, ticket: Ticket
) -> None:
    as_vera = member_actor(vera)
    watch(ticket, as_vera, vera)
    watch(ticket, as_alice, alice)
    for verb in (watch_ticket, unwatch_ticket):
        with pytest.raises(Forbidden):
            changes_nothing(lambda verb=verb: verb(ticket, actor=as_vera, member=alice))


def test_customers_follow_nothing(
    changes_nothing: Callable, as_carol: Actor, alice: Membership, ticket: Ticket
) -> None:
    for verb in (watch_ticket, unwatch_ticket):
        with pytest.raises(Forbidden):
            changes_nothing(lambda verb=verb: verb(ticket, actor=as_carol, member=alice))


def test_nobody_follows_who_does_not_see_it(
    changes_nothing: Callable, as_alice: Actor, adam: Membership, eve: Membership, ticket: Ticket
) -> None:
    adam.is_active = False
    for member in (adam, eve):
        with pytest.raises(Invalid) as refused:
            changes_nothing(lambda member=member: watch_ticket(ticket, actor=as_alice, member=member))
        assert refused.value.field == "member"


def test_a_hidden_or_foreign_ticket_is_not_found(
    as_alice: Actor, alice: Membership, ticket: Ticket, foreign_ticket: Ticket
) -> None:
    for unseen in (hide(ticket), foreign_ticket, another(ticket, is_test=True)):
        for verb in (watch_ticket, unwatch_ticket):
            with pytest.raises(NotFound), unit_of_work():
                verb(unseen, actor=as_alice, member=alice)


def test_there_are_only_so_many(
    monkeypatch: pytest.MonkeyPatch, as_alice: Actor, alice: Membership, adam: Membership, ticket: Ticket
) -> None:
    monkeypatch.setattr(sys.modules["tickets.actions.watch_ticket"], "MOST_WATCHERS", 1)
    watch(ticket, as_alice, adam)
    with pytest.raises(Conflict, match="1 watchers already"):
        watch(ticket, as_alice, alice)


@pytest.mark.django_db(transaction=True)
def test_following_twice_at_once_is_following_once(as_alice: Actor, alice: Membership, ticket: Ticket) -> None:
    assert not failures(at_once(3, lambda _: watch(ticket, as_alice, alice)))
    assert events_of(ticket).count("ticket.watched") == 1
