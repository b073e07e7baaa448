"""A customer's tickets are found by name and address: when these change, all of them are indexed again, in batches."""

import uuid

from procrastinate.contrib.django import app

from helpdesk.accounts.models import Workspace
from helpdesk.events.dispatch import QUEUE
from helpdesk.events.models import Event
from helpdesk.events.unit import unit_of_work
from tickets.search import index_ticket

TASK = "tickets.index_customer"
BATCH = 100
PRIORITY = -10  # behind everything that somebody waits for
SHOWN = {"name", "email"}


def index_customer(event: Event) -> None:
    """Handler of ``customer.changed`` and ``customer.merged``: start with the oldest ticket."""
    if event.type == "customer.merged" or SHOWN & set(event.data.get("fields", [])):
        start_batch(event.workspace_id, event.subject_id, after=uuid.UUID(int=0))


def index_batch(workspace_id: uuid.UUID, customer_id: uuid.UUID, after: uuid.UUID) -> None:
    """Index the next hundred tickets and enqueue the rest."""
    with unit_of_work():
        tickets = Workspace.objects.get(pk=workspace_id).tickets.filter(requester=customer_id, pk__gt=after)
        ids = list(tickets.order_by("pk").values_list("pk", flat=True)[:BATCH])
        for ticket_id in ids:
            index_ticket(ticket_id, workspace_id)
        if len(ids) == BATCH:
            start_batch(workspace_id, customer_id, after=ids[-1])


def start_batch(workspace_id: uuid.UUID, customer_id: uuid.UUID, *, after: uuid.UUID) -> None:
    """Enqueue the batch behind a ticket."""
    job = app.configure_task(TASK, queue=QUEUE, priority=PRIORITY)
    job.defer(workspace_id=str(workspace_id), customer_id=str(customer_id), after=str(after))
