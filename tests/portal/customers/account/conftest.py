"""Sign-in links that were mailed, browsers that came by them, and Carol's organisation."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client

from helpdesk.accounts.actions.ensure_customer import ensure_customer
from helpdesk.accounts.actions.use_customer_link import use_customer_link
from helpdesk.accounts.actors import Actor, customer_actor
from helpdesk.accounts.customers.access import make_customer_link
from helpdesk.accounts.models import Customer, Organisation, Workspace
from helpdesk.events.unit import unit_of_work
from tickets.actions import create_ticket
from tickets.models import Ticket

HOME = "/portal/acme/"
OPEN = f"{HOME}sign-in/open"
MINE = f"{HOME}tickets/"
DATA = f"{HOME}my-data"
COOKIE = "portal_session"


def link_for(customer: Customer) -> str:
    """Path and query of a fresh sign-in link."""
    with unit_of_work():
        return make_customer_link(customer).removeprefix(settings.BASE_URL)


def signed_in(customer: Customer) -> Client:
    """A browser in which this customer is signed in."""
    token = link_for(customer).partition("?t=")[2]
    client = Client()
    with unit_of_work():
        client.cookies[COOKIE] = use_customer_link(customer.workspace, token=token).token
    return client


def ask(customer: Customer, subject: str) -> Ticket:
    """A request of this customer."""
    with unit_of_work():
        return create_ticket(
            actor=customer_actor(customer, customer.workspace),
            requester=customer,
            subject=subject,
            body="Please.",
            channel="portal",
        )


@pytest.fixture
def carols(carol: Customer) -> Client:
    """Carol, signed in."""
    return signed_in(carol)


@pytest.fixture
def initech(acme: Workspace, carol: Customer) -> Organisation:
    """Carol's organisation, which shares its requests."""
    made: Organisation = acme.organisations.create(name="Initech", shares_tickets=True)
    Customer._base_manager.filter(pk=carol.pk).update(organisation=made)
    carol.refresh_from_db()
    return made


@pytest.fixture
def dora(acme: Workspace, initech: Organisation) -> Customer:
    """Carol's colleague."""
    with unit_of_work():
        made = ensure_customer(acme, email="dora@customer.example", name="Dora")
    made.organisation = initech
    made.save()
    return made


@pytest.fixture
def doras(dora: Customer) -> Client:
    """Dora, signed in."""
    return signed_in(dora)


@pytest.fixture
def as_dora(dora: Customer, acme: Workspace) -> Actor:
    return customer_actor(dora, acme)


@pytest.fixture
def rows() -> Callable[[Client, str], list[str]]:
    """The subjects on a list page."""

    def read(client: Client, query: str = "") -> list[str]:
        answer = client.get(MINE + query)
        assert answer.status_code == 200
        return [row.ticket.subject for row in answer.context["rows"]]

    return read
