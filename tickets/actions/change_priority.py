"""Change how urgent a ticket is."""

from helpdesk.accounts.actors import Actor
from tickets.actions.kit import lock_ticket, require_staff, save_change
from tickets.fields import clean_priority
from tickets.models import Ticket


def change_priority(ticket: Ticket, *, actor: Actor, to: str, expected_version: int | None = None) -> Ticket:
    """The ticket at its new priority; repeating it changes nothing. Raises Invalid for an unknown word."""
    after = clean_priority(to)
    require_staff(actor)
    locked = lock_ticket(ticket, actor=actor, expected_version=expected_version)
    if locked.priority == after:
        return locked
    before, locked.priority = locked.priority, after
    save_change(
        locked,
        "ticket.priority_changed",
        actor=actor,
        fields=["priority"],
        data={"field": "priority", "before": before, "after": after},
    )
    return locked
