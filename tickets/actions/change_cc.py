"""Change who gets the replies of a ticket in copy."""

from collections.abc import Iterable

from helpdesk.accounts.actors import Actor
from tickets.actions.kit import keep_revision, lock_ticket, require_staff, save_change
from tickets.fields import clean_cc
from tickets.models import Ticket


def change_cc(ticket: Ticket, *, actor: Actor, to: Iterable[str], expected_version: int | None = None) -> Ticket:
    """The ticket with exactly these addresses in copy, up to 20, never its requester's; the same set changes nothing.

    Raises Invalid for what is no address and for too many.
    """
    require_staff(actor)
    locked = lock_ticket(ticket, actor=actor, expected_version=expected_version)
    after = clean_cc(to, requester=locked.requester.email)
    if set(locked.cc_emails) == set(after):
        return locked
    revision = keep_revision(locked, "cc_emails", locked.cc_emails, after)
    locked.cc_emails = after
    save_change(
        locked,
        "ticket.cc_changed",
        actor=actor,
        fields=["cc_emails"],
        data={"field": "cc_emails", "revision": revision},
        internal=True,
    )
    return locked
