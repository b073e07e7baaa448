"""Small things that the tests of the verbs share."""

from helpdesk.accounts.actions.ensure_customer import ensure_customer
from helpdesk.accounts.models import Customer, Workspace
from helpdesk.events.models import Event
from helpdesk.events.unit import unit_of_work
from tickets.models import Ticket


def make_customer(workspace: Workspace, email: str) -> Customer:
    with unit_of_work():
        return ensure_customer(workspace, email=email)


def fresh(ticket: Ticket) -> Ticket:
    """The ticket as the database has it."""
    return Ticket._base_manager.select_related("workspace").get(pk=ticket.pk)


def events_of(ticket: Ticket) -> list[str]:
    """The types of everything that happened to a ticket, oldest first."""
    return list(Event.objects.filter(subject_id=ticket.pk).order_by("id").values_list("type", flat=True))
