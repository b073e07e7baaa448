"""request_link and revoke_links: asking for the way in, and closing it."""

import datetime

import pytest

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Customer, Workspace
from helpdesk.events.models import Event
from helpdesk.events.unit import Unit, unit_of_work
from helpdesk.lib.errors import Forbidden, NotFound, Unauthenticated
from tests.together import at_once, failures
from tickets.actions import revoke_links
from tickets.actions.request_link import request_link
from tickets.magic_links import make_link, open_link
from tickets.models import Ticket


def asked(ticket: Ticket) -> int:
    """How many links are on their way to the requester."""
    return Event.objects.filter(subject_id=ticket.pk, type="ticket.link_requested").count()


@pytest.mark.parametrize("reference", ["TKT-0001", "tkt-1", " TKT1 ", "1", "0001"])
def test_number_and_address_that_belong_together_get_a_link(acme: Workspace, ticket: Ticket, reference: str) -> None:
    with unit_of_work():
        request_link(acme, reference=reference, email="carol@customer.example")
    event = Event.objects.get(subject_id=ticket.pk, type="ticket.link_requested")
    assert (event.actor_kind, event.visibility) == ("system", "internal")


@pytest.mark.parametrize(
    ("reference", "email"),
    [
        ("TKT-0002", "carol@customer.example"),
        ("TKT-0001", "dave@customer.example"),
        ("TKT-0001", "nobody@customer.example"),
        ("TKT-0000", "carol@customer.example"),
        ("TKT-٠٠٠١", "carol@customer.example"),
        ("9" * 30, "carol@customer.example"),
        ("", "carol@customer.example"),
    ],
)
def test_anything_else_quietly_gets_nothing(
    acme: Workspace, as_dave: Actor, ticket: Ticket, reference: str, email: str
) -> None:
    with unit_of_work():
        request_link(acme, reference=reference, email=email)
    assert asked(ticket) == 0


def test_three_an_hour_are_enough(acme: Workspace, ticket: Ticket) -> None:
    for _ in range(5):
        with unit_of_work():
            request_link(acme, reference="1", email="carol@customer.example")
    assert asked(ticket) == 3
    with unit_of_work() as unit:
        unit.now += datetime.timedelta(hours=1, seconds=1)
        request_link(acme, reference="1", email="carol@customer.example")
    assert asked(ticket) == 4


@pytest.mark.django_db(transaction=True)
def test_ten_requests_at_once_do_not_pass_the_limit(acme: Workspace, ticket: Ticket) -> None:
    def ask(_index: int) -> None:
        with unit_of_work():
            request_link(acme, reference="1", email="carol@customer.example")

    assert failures(at_once(10, ask)) == []
    assert asked(ticket) == 3


def test_a_revoked_link_opens_nothing_and_a_later_one_does(
    as_alice: Actor, acme: Workspace, carol: Customer, ticket: Ticket
) -> None:
    with unit_of_work():
        tokens = [make_link(ticket, customer=carol).partition("?t=")[2] for _ in range(2)]
    with unit_of_work():
        assert revoke_links(ticket, actor=as_alice) == 2
    with unit_of_work():
        assert revoke_links(ticket, actor=as_alice) == 0
        later = make_link(ticket, customer=carol).partition("?t=")[2]
    for token in tokens:
        with pytest.raises(Unauthenticated):
            open_link(token, workspace=acme)
    assert open_link(later, workspace=acme).ticket == ticket
    assert Event.objects.filter(subject_id=ticket.pk, type="ticket.links_revoked").count() == 1


def test_customers_and_other_workspaces_revoke_nothing(
    as_carol: Actor, as_alice: Actor, ticket: Ticket, foreign_ticket: Ticket, unit: Unit
) -> None:
    with pytest.raises(Forbidden):
        revoke_links(ticket, actor=as_carol)
    with pytest.raises(NotFound):
        revoke_links(foreign_ticket, actor=as_alice)
