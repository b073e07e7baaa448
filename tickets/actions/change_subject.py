"""Change what a ticket is called."""

from helpdesk.accounts.actors import Actor
from tickets.actions.kit import keep_revision, lock_ticket, require_staff, save_change
from tickets.fields import clean_subject
from tickets.models import Ticket


def change_subject(ticket: Ticket, *, actor: Actor, to: str, expected_version: int | None = None) -> Ticket:
    """The ticket under its new subject; repeating it changes nothing. Raises Invalid."""
    after = clean_subject(to)
    require_staff(actor)
    locked = lock_ticket(ticket, actor=actor, expected_version=expected_version)
    if locked.subject == after:
        return locked
    revision = keep_revision(locked, "subject", locked.subject, after)
    locked.subject = after
    save_change(
        locked,
        "ticket.subject_changed",
        actor=actor,
        fields=["subject"],
        data={"field": "subject", "revision": revision},
    )
    return locked
