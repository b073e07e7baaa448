"""Put a ticket away as spam."""

from helpdesk.accounts.actors import Actor
from tickets.actions.change_status import change_status
from tickets.actions.kit import lock_ticket, require_staff, require_unmerged, save_change
from tickets.models import Ticket
from tickets.status import Status


def mark_spam(ticket: Ticket, *, actor: Actor, expected_version: int | None = None) -> Ticket:
    """The ticket, closed and in no list but that of spam; nobody gets mail about it. Repeating it changes nothing."""
    require_staff(actor)
    locked = lock_ticket(ticket, actor=actor, expected_version=expected_version)
    require_unmerged(locked, actor)
    if locked.is_spam:
        return locked
    change_status(locked, actor=actor, to=Status.CLOSED)
    locked.is_spam = True
    save_change(locked, "ticket.marked_spam", actor=actor, fields=["is_spam"], data={}, internal=True)
    return locked
