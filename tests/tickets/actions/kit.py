"""Small things that the tests of the verbs share."""

from dataclasses import replace
from typing import Any

from helpdesk.accounts.actions.ensure_customer import ensure_customer
from helpdesk.accounts.actors import system_actor
from helpdesk.accounts.models import Customer, Workspace
from helpdesk.events.models import Event
from helpdesk.events.unit import unit_of_work
from tickets.actions import change_queue, create_ticket
from tickets.models import Ticket
from workflow.models import Queue


def make_customer(workspace: Workspace, email: str) -> Customer:
    with unit_of_work():
        return ensure_customer(workspace, email=email)


def fresh(ticket: Ticket) -> Ticket:
    """The ticket as the database has it."""
    return Ticket._base_manager.select_related("workspace").get(pk=ticket.pk)


def events_of(ticket: Ticket) -> list[str]:
    """The types of everything that happened to a ticket, oldest first."""
    return list(Event.objects.filter(subject_id=ticket.pk).order_by("id").values_list("type", flat=True))


def another(ticket: Ticket, *, requester: Customer | None = None, is_test: bool = False, **fields: Any) -> Ticket:
    """One more ticket of the same workspace, of the same customer unless another is named."""
    actor = replace(system_actor(ticket.workspace), test_mode=is_test)
    values = {"subject": "Another", "body": "It says no again.", "channel": "portal"} | fields
    with unit_of_work():
        return create_ticket(actor=actor, requester=requester or ticket.requester, **values)


def hide(ticket: Ticket) -> Ticket:
    """Put a ticket into a private queue in whose teams nobody is."""
    queue = Queue(workspace=ticket.workspace, name=f"HR {ticket.number}", access=Queue.Access.PRIVATE)
    queue.save()
    with unit_of_work():
        change_queue(ticket, actor=system_actor(ticket.workspace), to=queue)
    return fresh(ticket)


def texts_of(ticket: Ticket) -> list[str]:
    """What was said on a ticket after its request, in order."""
    return list(ticket.comments.oldest_first().values_list("body", flat=True))
