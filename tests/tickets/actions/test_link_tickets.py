"""link_tickets and unlink_tickets: how tickets belong together."""

import sys
from collections.abc import Callable

import pytest

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Workspace
from helpdesk.events.models import Event
from helpdesk.events.unit import unit_of_work
from helpdesk.lib.errors import Conflict, Forbidden, Invalid, NotFound
from tests.tickets.actions.kit import another, events_of, hide
from tests.together import at_once, failures
from tickets.actions import link_tickets, unlink_tickets
from tickets.models import Ticket


@pytest.fixture
def other(ticket: Ticket) -> Ticket:
    return another(ticket)


def link(ticket: Ticket, to: Ticket, actor: Actor, kind: str = "related") -> None:
    with unit_of_work():
        link_tickets(ticket, actor=actor, to=to, kind=kind)


def unlink(ticket: Ticket, to: Ticket, actor: Actor, kind: str = "related") -> None:
    with unit_of_work():
        unlink_tickets(ticket, actor=actor, to=to, kind=kind)


def links(acme: Workspace) -> set[tuple[str, object, object]]:
    return set(acme.ticket_links.values_list("kind", "source_id", "target_id"))


def test_a_link_is_made_and_taken_back_and_both_ends_tell_of_it(
    as_alice: Actor, acme: Workspace, ticket: Ticket, other: Ticket
) -> None:
    link(ticket, other, as_alice, "child")
    assert links(acme) == {("child", ticket.pk, other.pk)}
    unlink(ticket, other, as_alice, "child")
    assert links(acme) == set()
    for end, is_source in ((ticket, True), (other, False)):
        assert events_of(end)[-2:] == ["ticket.linked", "ticket.unlinked"]
        event = Event.objects.get(subject_id=end.pk, type="ticket.linked")
        assert (event.data["kind"], event.data["is_source"], event.visibility) == ("child", is_source, "internal")


def test_repeating_changes_nothing_and_related_has_no_direction(
    changes_nothing: Callable, as_alice: Actor, acme: Workspace, ticket: Ticket, other: Ticket
) -> None:
    link(ticket, other, as_alice)
    changes_nothing(lambda: link_tickets(ticket, actor=as_alice, to=other))
    changes_nothing(lambda: link_tickets(other, actor=as_alice, to=ticket))
    unlink(other, ticket, as_alice)
    assert links(acme) == set()
    changes_nothing(lambda: unlink_tickets(ticket, actor=as_alice, to=other))


def test_taking_a_part_back_names_its_direction(
    changes_nothing: Callable, as_alice: Actor, ticket: Ticket, other: Ticket
) -> None:
    link(ticket, other, as_alice, "child")
    changes_nothing(lambda: unlink_tickets(other, actor=as_alice, to=ticket, kind="child"))


def test_customers_link_nothing(changes_nothing: Callable, as_carol: Actor, ticket: Ticket, other: Ticket) -> None:
    for verb in (link_tickets, unlink_tickets):
        with pytest.raises(Forbidden):
            changes_nothing(lambda verb=verb: verb(ticket, actor=as_carol, to=other))


def test_an_end_that_the_actor_does_not_see_is_not_found(
    changes_nothing: Callable, as_alice: Actor, ticket: Ticket, other: Ticket, foreign_ticket: Ticket
) -> None:
    link(ticket, other, as_alice)
    hidden = hide(other)
    for unseen in (hidden, foreign_ticket, another(ticket, is_test=True)):
        for ends in ((ticket, unseen), (unseen, ticket)):
            for verb in (link_tickets, unlink_tickets):
                with pytest.raises(NotFound):
                    changes_nothing(lambda verb=verb, ends=ends: verb(ends[0], actor=as_alice, to=ends[1]))


@pytest.mark.parametrize("kind", ["split", "parent", "", "CHILD"])
def test_other_kinds_are_not_made_by_hand(as_alice: Actor, ticket: Ticket, other: Ticket, kind: str) -> None:
    for verb in (link, unlink):
        with pytest.raises(Invalid) as refused:
            verb(ticket, other, as_alice, kind)
        assert refused.value.field == "kind"


def test_not_with_itself(as_alice: Actor, ticket: Ticket) -> None:
    with pytest.raises(Invalid, match="with itself"):
        link(ticket, ticket, as_alice)


def test_parts_make_no_circle(as_alice: Actor, acme: Workspace, ticket: Ticket, other: Ticket) -> None:
    third = another(ticket)
    link(ticket, other, as_alice, "child")
    link(other, third, as_alice, "child")
    for part, whole in ((other, ticket), (third, ticket), (third, other)):
        with pytest.raises(Conflict) as refused:
            link(part, whole, as_alice, "child")
        assert refused.value.code == "circle"
    link(third, ticket, as_alice, "related")


def test_there_are_only_so_many_links(
    monkeypatch: pytest.MonkeyPatch, as_alice: Actor, ticket: Ticket, other: Ticket
) -> None:
    monkeypatch.setattr(sys.modules["tickets.actions.link_tickets"], "MOST_LINKS", 1)
    link(ticket, other, as_alice)
    for ends in ((ticket, another(ticket)), (another(ticket), ticket)):
        with pytest.raises(Conflict) as refused:
            link(*ends, as_alice)
        assert (refused.value.code, str(refused.value)) == ("too_many_links", f"{ticket.reference} has 1 links already")


@pytest.mark.django_db(transaction=True)
def test_a_ring_of_parts_at_once_is_left_open(as_alice: Actor, acme: Workspace, ticket: Ticket, other: Ticket) -> None:
    ring = [ticket, other, another(ticket)]
    refused = failures(at_once(3, lambda index: link(ring[index], ring[(index + 1) % 3], as_alice, "child")))
    assert [type(one) for one in refused] == [Conflict]
    assert len(links(acme)) == 2


@pytest.mark.django_db(transaction=True)
def test_the_same_link_from_both_ends_at_once_is_one(
    as_alice: Actor, acme: Workspace, ticket: Ticket, other: Ticket
) -> None:
    ends = [(ticket, other), (other, ticket)] * 2
    assert not failures(at_once(4, lambda index: link(*ends[index], as_alice)))
    assert len(links(acme)) == 1
