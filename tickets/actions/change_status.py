"""Move a ticket to another status: also how it is resolved, reopened and closed."""

from helpdesk.accounts.actors import Actor
from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import Forbidden
from tickets.actions.kit import lock_ticket, save_change
from tickets.fields import clean_status
from tickets.models import Ticket
from tickets.status import DONE, REOPENED_BY_CUSTOMER, Status
from tickets.tallies import note_status_change

# A customer may say that it is solved, or that it is not.
BY_CUSTOMER = frozenset({Status.OPEN, Status.CLOSED})


def change_status(ticket: Ticket, *, actor: Actor, to: str, expected_version: int | None = None) -> Ticket:
    """The ticket in its new status; repeating it changes nothing, nor does a customer's reopening of an open ticket.

    Resolving stamps ``resolved_at``, closing ``closed_at`` (and ``resolved_at`` where it was never resolved);
    reopening clears both. Raises Invalid for an unknown word, Forbidden for a move a customer may not make.
    """
    after = clean_status(to)
    if not actor.is_staff and after not in BY_CUSTOMER:
        raise Forbidden("Customers can close and reopen their tickets")
    locked = lock_ticket(ticket, actor=actor, expected_version=expected_version)
    before = Status(locked.status)
    if before == after or (not actor.is_staff and after == Status.OPEN and before not in REOPENED_BY_CUSTOMER):
        return locked
    now, resolved_before = current_unit().now, locked.resolved_at
    locked.status = after
    if after not in DONE:
        locked.resolved_at = locked.closed_at = None
    elif after == Status.RESOLVED:
        locked.resolved_at, locked.closed_at = now, None
    else:
        locked.resolved_at, locked.closed_at = locked.resolved_at or now, now
    if after in DONE:
        locked.waiting_since = None
    elif before in DONE:
        locked.waiting_since = now
    note_status_change(locked, before=before, resolved_before=resolved_before)
    save_change(
        locked,
        "ticket.status_changed",
        actor=actor,
        fields=["status", "resolved_at", "closed_at", "waiting_since"],
        data={"field": "status", "before": before, "after": after},
    )
    return locked
