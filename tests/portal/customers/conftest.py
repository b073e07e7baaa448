"""Links into Carol's ticket, browsers that came by them, and a count of everything a page could have changed."""

import datetime
from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from helpdesk.accounts.actors import Actor, member_actor
from helpdesk.accounts.models import Customer, Membership
from helpdesk.events.models import Event
from helpdesk.events.unit import unit_of_work
from tickets.actions import change_status
from tickets.magic_links import make_link
from tickets.models import Comment, Feedback, MagicLink, OutboundMail, Ticket

PAGE = "/portal/acme/tickets/TKT-0001"


def link_to(ticket: Ticket, purpose: str = "tracking", age: datetime.timedelta = datetime.timedelta()) -> str:
    """Path and query of a link made for the requester some time ago."""
    with unit_of_work() as unit:
        unit.now = timezone.now() - age
        return make_link(ticket, customer=ticket.requester, purpose=purpose).removeprefix(settings.BASE_URL)


def came_by(link: str) -> Client:
    """A browser that has opened a link."""
    client = Client()
    assert client.get(link).status_code == 303
    return client


@pytest.fixture
def tracking(ticket: Ticket) -> str:
    return link_to(ticket)


@pytest.fixture
def rating(ticket: Ticket) -> str:
    return link_to(ticket, "rating")


@pytest.fixture
def carols(tracking: str) -> Client:
    """Carol's browser, behind her tracking link."""
    return came_by(tracking)


@pytest.fixture
def solved(ticket: Ticket, alice: Membership) -> Ticket:
    """Carol's ticket, resolved by Alice."""
    with unit_of_work():
        return change_status(ticket, actor=member_actor(alice), to="resolved")


@pytest.fixture
def as_alice(alice: Membership) -> Actor:
    return member_actor(alice)


@pytest.fixture
def everything() -> Callable[[], list[int]]:
    """How many rows there are of all that a visit could add."""

    def count() -> list[int]:
        scoped = (Customer, Ticket, Comment, Feedback, MagicLink, OutboundMail)
        rows = [model.objects.across_workspaces("a test counts").count() for model in scoped]
        versions = list(Ticket.objects.across_workspaces("a test counts").values_list("version", flat=True))
        return [*rows, Event.objects.count(), *sorted(versions)]

    return count
