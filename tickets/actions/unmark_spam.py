"""Take a ticket out of the spam."""

from helpdesk.accounts.actors import Actor
from tickets.actions.change_status import change_status
from tickets.actions.kit import lock_ticket, require_staff, save_change
from tickets.models import Ticket
from tickets.status import Status


def unmark_spam(ticket: Ticket, *, actor: Actor, expected_version: int | None = None) -> Ticket:
    """The ticket, open like any other; one that is not spam stays as it is."""
    require_staff(actor)
    locked = lock_ticket(ticket, actor=actor, expected_version=expected_version)
    if not locked.is_spam:
        return locked
    locked.is_spam = False
    save_change(locked, "ticket.unmarked_spam", actor=actor, fields=["is_spam"], data={}, internal=True)
    change_status(locked, actor=actor, to=Status.OPEN)
    return locked
