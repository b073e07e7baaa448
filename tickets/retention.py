"""The two rules of a workspace about old tickets: close what was solved long enough, erase what was closed long enough.

Both cost by what is due, found by an index that holds nothing else.
"""

import datetime
from dataclasses import replace
from functools import partial

import structlog
from django.db.models import F, Q
from django.utils import timezone

from helpdesk.accounts.actors import system_actor
from helpdesk.accounts.models import Workspace
from helpdesk.events.unit import unit_of_work
from helpdesk.http.database import run_with_retries
from tickets.actions.change_status import change_status
from tickets.actions.erase_texts import erase_texts
from tickets.actions.kit import lock_ticket
from tickets.models import Ticket
from tickets.models.ticket import TicketQuerySet
from tickets.status import Status

log = structlog.get_logger(__name__)

# One run's share for a workspace; what is left is due the next time too, and nobody waits for it.
MOST_CLOSED = 2000
MOST_ERASED_BATCHES = 50
ERASED_AT_ONCE = 100


def close_resolved() -> None:
    """Close the tickets that were solved as many days ago as their workspace says; run by the schedule."""
    for workspace in Workspace.objects.filter(close_resolved_after__isnull=False):
        before = timezone.now() - datetime.timedelta(days=workspace.close_resolved_after or 0)
        for ticket in resolved_before(workspace, before).order_by("resolved_at")[:MOST_CLOSED]:
            try:
                run_with_retries(partial(close_one, workspace, ticket, before))
            except Exception:
                log.exception("resolved_ticket_does_not_close", ticket_id=str(ticket.pk))


def resolved_before(workspace: Workspace, moment: datetime.datetime) -> TicketQuerySet:
    """What is due to be closed."""
    found: TicketQuerySet = workspace.tickets.filter(status=Status.RESOLVED, resolved_at__lte=moment)
    return found


def close_one(workspace: Workspace, ticket: Ticket, before: datetime.datetime) -> None:
    """Close a ticket, unless somebody took it up again meanwhile."""
    actor = replace(system_actor(workspace), test_mode=ticket.is_test)
    with unit_of_work():
        locked = lock_ticket(ticket, actor=actor)
        if locked.status == Status.RESOLVED and locked.resolved_at is not None and locked.resolved_at <= before:
            change_status(locked, actor=actor, to=Status.CLOSED)


def erase_closed() -> None:
    """Erase the texts of tickets that were closed as many days ago as their workspace says; run by the schedule."""
    for workspace in Workspace.objects.filter(erase_closed_after__isnull=False):
        before = timezone.now() - datetime.timedelta(days=workspace.erase_closed_after or 0)
        for _ in range(MOST_ERASED_BATCHES):
            if run_with_retries(partial(erase_batch, workspace, before)) < ERASED_AT_ONCE:
                break


def erase_batch(workspace: Workspace, before: datetime.datetime) -> int:
    """Erase the next hundred; returns how many there were. What was reopened meanwhile is passed over by its lock."""
    with unit_of_work():
        due = closed_before(workspace, before).order_by("closed_at").select_for_update(of=("self",), skip_locked=True)
        ids = [ticket.pk for ticket in due.only("pk")[:ERASED_AT_ONCE]]
        erase_texts(ids, actor=system_actor(workspace))
        return len(ids)


def closed_before(workspace: Workspace, moment: datetime.datetime) -> TicketQuerySet:
    """What is due to be erased: closed, and not erased since it last was."""
    found: TicketQuerySet = workspace.tickets.filter(status=Status.CLOSED, closed_at__lte=moment)
    return found.filter(Q(erased_at=None) | Q(erased_at__lt=F("closed_at")))
