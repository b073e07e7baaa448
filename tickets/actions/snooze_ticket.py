"""Put a ticket away until a moment."""

import datetime

from helpdesk.accounts.actors import Actor
from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import Conflict, Invalid
from tickets.actions.change_status import change_status
from tickets.actions.kit import lock_ticket, require_staff, require_unmerged, save_change
from tickets.models import Ticket
from tickets.status import DONE, Status

LONGEST = datetime.timedelta(days=366)


def snooze_ticket(
    ticket: Ticket, *, actor: Actor, until: datetime.datetime, expected_version: int | None = None
) -> Ticket:
    """The ticket, pending until ``until``, when it wakes to open by itself; every change of its status ends that.

    Raises Invalid for a moment that is past, over a year away or without a time zone, Conflict for a ticket that is
    done.
    """
    now = current_unit().now
    require_staff(actor)
    if until.tzinfo is None or not now < until <= now + LONGEST:
        raise Invalid("Invalid time", field="until", hint="Choose a time to come, within a year")
    locked = lock_ticket(ticket, actor=actor, expected_version=expected_version)
    require_unmerged(locked, actor)
    if locked.status in DONE:
        raise Conflict("This ticket is done", code="done", field="until", hint="Reopen it first")
    if locked.snoozed_until == until:
        return locked
    change_status(locked, actor=actor, to=Status.PENDING)
    locked.snoozed_until = until
    data = {"until": until.astimezone(datetime.UTC).isoformat()}
    save_change(locked, "ticket.snoozed", actor=actor, fields=["snoozed_until"], data=data, internal=True)
    return locked
