"""Browsers of the desk's people, and short ways to what they open."""

import pytest

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Customer
from helpdesk.events.unit import unit_of_work
from tickets.actions import add_comment, create_ticket
from tickets.models import Comment, Ticket


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
