"""The sweep that wakes snoozed tickets when their time has come."""

from dataclasses import replace
from functools import partial

import structlog
from django.utils import timezone

from helpdesk.accounts.actors import system_actor
from helpdesk.events.unit import unit_of_work
from helpdesk.http.database import run_with_retries
from tickets.actions.kit import lock_ticket
from tickets.actions.wake_ticket import wake_ticket
from tickets.models import Ticket

log = structlog.get_logger(__name__)

# One run's share; what is left is due in the next minute too.
BATCH = 1000


def wake_due() -> None:
    """Wake every ticket that is due; run by the schedule. Costs by what is due, not by what sleeps.

    One that cannot be woken is logged and keeps no other asleep.
    """
    sleeping = Ticket.objects.across_workspaces("the clock strikes in all workspaces at once")
    due = sleeping.filter(snoozed_until__lte=timezone.now()).select_related("workspace").order_by("snoozed_until")
    for ticket in due[:BATCH]:
        try:
            run_with_retries(partial(wake_one, ticket))
        except Exception:
            log.exception("snoozed_ticket_does_not_wake", ticket_id=str(ticket.pk))


def wake_one(ticket: Ticket) -> None:
    """Wake a ticket, unless somebody put it away again or took it up meanwhile."""
    actor = replace(system_actor(ticket.workspace), test_mode=ticket.is_test)
    with unit_of_work() as unit:
        locked = lock_ticket(ticket, actor=actor)
        if locked.snoozed_until is not None and locked.snoozed_until <= unit.now:
            wake_ticket(locked, actor=actor)
