"""Browsers of the desk's people, and short ways to what they open."""

from collections.abc import Callable

import pytest
from django.test import Client

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Customer, Membership
from helpdesk.events.unit import unit_of_work
from tickets.actions import add_comment, create_ticket
from tickets.models import Comment, Ticket

SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def browser(signed_in: Callable[[Membership], Client], alice: Membership) -> Client:
    """Alice, an agent, is signed in."""
    return signed_in(alice)


@pytest.fixture
def viewer(signed_in: Callable[[Membership], Client], vera: Membership) -> Client:
    """Vera, who may only look, is signed in."""
    return signed_in(vera)


@pytest.fixture
def stranger(signed_in: Callable[[Membership], Client], eve: Membership) -> Client:
    """Eve of globex is signed in."""
    return signed_in(eve)


@pytest.fixture
def address(ticket: Ticket) -> str:
    """The page of Carol's ticket."""
    return f"/desk/acme/tickets/{ticket.reference}"


def open_ticket(actor: Actor, requester: Customer, subject: str, **fields: object) -> Ticket:
    """One more ticket."""
    values: dict = {"body": "Please help.", "channel": "portal"} | fields
    with unit_of_work():
        return create_ticket(actor=actor, requester=requester, subject=subject, **values)


def say(ticket: Ticket, actor: Actor, body: str, *, is_internal: bool = False) -> Comment:
    """One more message."""
    with unit_of_work():
        return add_comment(ticket, actor=actor, body=body, is_internal=is_internal)


def version_of(ticket: Ticket) -> int:
    """The version of a ticket as stored now."""
    ticket.refresh_from_db()
    return ticket.version
