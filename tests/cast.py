"""The small cast: acme with adam (admin), alice (agent), vera (viewer) and carol (customer); globex with eve."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from helpdesk.accounts.actions.add_member import add_member
from helpdesk.accounts.actions.create_api_key import create_api_key
from helpdesk.accounts.actions.ensure_customer import ensure_customer
from helpdesk.accounts.actors import Actor, customer_actor, member_actor, system_actor
from helpdesk.accounts.models import Customer, Membership, Workspace
from helpdesk.events.unit import unit_of_work
from tickets.actions import create_ticket
from tickets.models import Ticket
from workflow.actions.found_workspace import found_workspace
from workflow.models import Queue

PASSWORD = "correct horse battery staple"


@pytest.fixture
def acme(db: None) -> Workspace:
    with unit_of_work():
        return found_workspace(slug="acme", name="Acme", support_email="help@acme.example")


@pytest.fixture
def globex(db: None) -> Workspace:
    with unit_of_work():
        return found_workspace(slug="globex", name="Globex", support_email="help@globex.example")


def join(workspace: Workspace, name: str, role: str) -> Membership:
    """A new member of a workspace who can sign in with PASSWORD."""
    with unit_of_work():
        email = f"{name.lower()}@{workspace.slug}.example"
        return add_member(actor=system_actor(workspace), email=email, name=name, role=role, password=PASSWORD)


@pytest.fixture
def adam(acme: Workspace) -> Membership:
    return join(acme, "Adam", "admin")


@pytest.fixture
def alice(acme: Workspace) -> Membership:
    return join(acme, "Alice", "agent")


@pytest.fixture
def vera(acme: Workspace) -> Membership:
    return join(acme, "Vera", "viewer")


@pytest.fixture
def eve(globex: Workspace) -> Membership:
    return join(globex, "Eve", "admin")


@pytest.fixture
def carol(acme: Workspace) -> Customer:
    with unit_of_work():
        return ensure_customer(acme, email="carol@customer.example", name="Carol")


@pytest.fixture
def as_alice(alice: Membership) -> Actor:
    return member_actor(alice)


@pytest.fixture
def as_carol(carol: Customer, acme: Workspace) -> Actor:
    return customer_actor(carol, acme)


@pytest.fixture
def ticket(carol: Customer, as_carol: Actor) -> Ticket:
    """Carol's open ticket in acme."""
    with unit_of_work():
        return create_ticket(
            actor=as_carol, requester=carol, subject="Cannot sign in", body="It says no.", channel="portal"
        )


@pytest.fixture
def foreign_ticket(globex: Workspace) -> Ticket:
    """A ticket of globex, which nobody of acme may see."""
    with unit_of_work():
        customer = ensure_customer(globex, email="gus@customer.example", name="Gus")
        return create_ticket(
            actor=customer_actor(customer, globex),
            requester=customer,
            subject="Secret",
            body="Secret.",
            channel="portal",
        )


@pytest.fixture
def signed_in() -> Callable[[Membership], Client]:
    """A browser in which this member is signed in."""

    def sign_in(member: Membership) -> Client:
        client = Client()
        client.force_login(member.user)
        return client

    return sign_in


def make_key(member: Membership, *, scopes: list[str], is_test: bool = False, audience: str = "desk") -> str:
    """The text of a new key, of the desk contract unless another is named, owned by a member."""
    with unit_of_work():
        made = create_api_key(
            actor=system_actor(member.workspace),
            audience=audience,
            name="shop",
            scopes=scopes,
            owner=member,
            is_test=is_test,
        )
    return made.text


@pytest.fixture
def desk_key(alice: Membership) -> str:
    return make_key(alice, scopes=["tickets.write"])


class Api:
    """A caller of the desk contract with one key."""

    def __init__(self, key: str) -> None:
        self.client = Client(headers={"Authorization": f"Bearer {key}"})

    def __call__(self, method: str, path: str, body: Any = None, **kwargs: Any) -> Any:
        """One call; ``body`` is sent as JSON."""
        extra = {"data": body, "content_type": "application/json"} if body is not None else {}
        return getattr(self.client, method.lower())("/api/v1/desk/" + path, **extra, **kwargs)


@pytest.fixture
def desk(desk_key: str) -> Api:
    """The desk contract, called with a live key of acme that may write."""
    return Api(desk_key)


@pytest.fixture
def people_office(acme: Workspace, adam: Membership) -> Queue:
    """A private queue of acme that only the team of Adam sees."""
    team = acme.teams.create(name="People office")
    team.members.add(adam)
    queue = acme.queues.create(name="People", access=Queue.Access.PRIVATE)
    queue.teams.add(team)
    return queue


@pytest.fixture
def private_ticket(people_office: Queue, adam: Membership, carol: Customer) -> Ticket:
    """Carol's ticket in the private queue."""
    with unit_of_work():
        return create_ticket(
            actor=member_actor(adam),
            requester=carol,
            subject="About my salary zebrafish",
            body="Between us.",
            channel="desk",
            queue=people_office,
        )
