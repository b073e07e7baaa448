"""What the cast does, each in a unit of work of its own."""

from typing import Any

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Customer, Membership
from helpdesk.events.unit import unit_of_work
from tickets.actions import add_comment, assign_ticket, change_status, create_ticket, rate_ticket
from tickets.models import Comment, Ticket


def open_ticket(actor: Actor, requester: Customer, **fields: Any) -> Ticket:
    with unit_of_work():
        given = {"subject": "Cannot sign in", "body": "It says no.", "channel": "portal"} | fields
        return create_ticket(actor=actor, requester=requester, **given)


def say(ticket: Ticket, actor: Actor, body: str, **more: Any) -> Comment:
    with unit_of_work():
        return add_comment(ticket, actor=actor, body=body, **more)


def assign(ticket: Ticket, actor: Actor, to: Membership | None) -> None:
    with unit_of_work():
        assign_ticket(ticket, actor=actor, to=to)


def move(ticket: Ticket, actor: Actor, to: str) -> None:
    with unit_of_work():
        change_status(ticket, actor=actor, to=to)


def rate(ticket: Ticket, actor: Actor, score: int) -> None:
    with unit_of_work():
        rate_ticket(ticket, actor=actor, score=score)
