"""Who sees which ticket: the one rule, at every door that shows or counts tickets."""

import uuid
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client

from helpdesk.accounts.actors import Actor, customer_actor, member_actor, system_actor
from helpdesk.accounts.models import Customer, Membership, Workspace
from helpdesk.accounts.scopes import TICKETS_ALL_QUEUES, TICKETS_READ, TICKETS_WRITE
from tests.cast import Api, make_key
from tickets.models import Ticket
from tickets.query.find import find_tickets
from tickets.query.parse import parse
from tickets.search import index_ticket
from workflow.models import Queue


def sees(actor: Actor, ticket: Ticket) -> bool:
    found: bool = actor.workspace.tickets.visible_to(actor).filter(pk=ticket.pk).exists()
    return found


@pytest.mark.parametrize(
    ("access", "in_team", "all_queues", "seen"),
    [
        ("everyone", False, False, True),
        ("teams", False, False, False),
        ("teams", True, False, True),
        ("teams", False, True, True),
        ("private", False, False, False),
        ("private", True, False, True),
        ("private", False, True, False),
    ],
)
def test_who_sees_a_queue(
    as_alice: Actor, alice: Membership, ticket: Ticket, access: str, in_team: bool, all_queues: bool, seen: bool
) -> None:
    workspace = as_alice.workspace
    queue = workspace.queues.get(is_default=True)
    team = workspace.teams.create(name="Night shift")
    queue.teams.add(team)
    workspace.queues.filter(pk=queue.pk).update(access=access)
    if in_team:
        team.members.add(alice)
    actor = replace(as_alice, scopes=as_alice.scopes | ({TICKETS_ALL_QUEUES} if all_queues else set()))
    assert sees(actor, ticket) is seen
    assert workspace.queues.visible_to(actor).filter(pk=queue.pk).exists() is seen


def test_who_is_in_two_teams_of_a_queue_sees_each_ticket_once(
    adam: Membership, people_office: Queue, private_ticket: Ticket
) -> None:
    second = adam.workspace.teams.create(name="Board")
    second.members.add(adam)
    people_office.teams.add(second)
    assert list(adam.workspace.tickets.visible_to(member_actor(adam))) == [private_ticket]


def test_the_requester_sees_the_own_ticket_in_whatever_queue(
    carol: Customer, acme: Workspace, private_ticket: Ticket
) -> None:
    assert sees(customer_actor(carol, acme), private_ticket)


def test_rules_and_clocks_see_every_queue(acme: Workspace, private_ticket: Ticket) -> None:
    assert sees(system_actor(acme), private_ticket)


def test_a_private_ticket_is_nowhere_on_the_desk_of_an_outsider(
    alice: Membership, private_ticket: Ticket, signed_in: Callable[[Membership], Client]
) -> None:
    index_ticket(private_ticket.pk, private_ticket.workspace_id)
    browser = signed_in(alice)
    reference = private_ticket.reference
    for address in ("tickets/?view=all", "tickets/?q=zebrafish", "tickets/?q=carol@customer.example"):
        page = browser.get(f"/desk/acme/{address}")
        assert (page.status_code, "salary" in page.content.decode()) == (200, False)
        assert f"/tickets/{reference}" not in page.content.decode()
    assert browser.get(f"/desk/acme/tickets/{reference}").status_code == 404
    assert browser.get(f"/desk/acme/tickets/{reference}/history").status_code == 404
    assert f"/tickets/{reference}" not in browser.get(f"/desk/acme/tickets/?q={private_ticket.number}").content.decode()


def test_it_is_on_the_desk_of_an_insider(
    adam: Membership, private_ticket: Ticket, signed_in: Callable[[Membership], Client]
) -> None:
    index_ticket(private_ticket.pk, private_ticket.workspace_id)
    browser = signed_in(adam)
    for address in ("tickets/?view=all", "tickets/?q=zebrafish"):
        assert f"/tickets/{private_ticket.reference}" in browser.get(f"/desk/acme/{address}").content.decode()


def test_a_colleague_who_sees_the_customers_other_ticket_learns_nothing_of_the_private_one(
    alice: Membership, ticket: Ticket, private_ticket: Ticket, signed_in: Callable[[Membership], Client]
) -> None:
    assert "zebrafish" not in signed_in(alice).get(f"/desk/acme/tickets/{ticket.reference}").content.decode()


def test_a_key_sees_what_the_teams_of_its_owner_see(
    adam: Membership, alice: Membership, private_ticket: Ticket
) -> None:
    insider, outsider = (Api(make_key(member, scopes=[TICKETS_WRITE])) for member in (adam, alice))
    address = f"tickets/{insider('GET', 'tickets').json()['tickets'][0]['id']}"
    missing = outsider("GET", f"tickets/tkt_{'0' * 26}")
    assert insider("GET", address).status_code == 200
    assert insider("GET", "stats").json()["totalTickets"] == 1
    assert outsider("GET", "tickets").json()["tickets"] == []
    assert outsider("GET", "stats").json()["totalTickets"] == 0
    for method, path, body in (
        ("GET", address, None),
        ("PATCH", address, {"priority": "low"}),
        ("DELETE", address, None),
        ("POST", f"{address}/comments", {"body": "Hello"}),
    ):
        found = outsider(method, path, body)
        assert (found.status_code, found.content) == (404, missing.content)


def test_a_key_may_never_do_more_than_its_owner(alice: Membership, ticket: Ticket) -> None:
    key = Api(make_key(alice, scopes=[TICKETS_WRITE]))
    alice.role = Membership.Role.VIEWER
    alice.save()
    listed = key("GET", "tickets")
    assert listed.status_code == 200
    address = f"tickets/{listed.json()['tickets'][0]['id']}"
    assert key("PATCH", address, {"priority": "low"}).status_code == 401


def test_search_narrows_to_what_is_seen(as_alice: Actor, ticket: Ticket, private_ticket: Ticket) -> None:
    for one in (ticket, private_ticket):
        index_ticket(one.pk, one.workspace_id)
    assert [found.pk for found in find_tickets(as_alice, parse("carol"))] == [ticket.pk]


def test_roles_are_permissions(acme: Workspace, alice: Membership, ticket: Ticket) -> None:
    assert member_actor(alice).may(TICKETS_WRITE)
    alice.custom_role = acme.roles.create(name="Reader", permissions=[TICKETS_READ])
    assert member_actor(alice).scopes == {TICKETS_READ}
    assert isinstance(member_actor(alice).member_id, uuid.UUID)
