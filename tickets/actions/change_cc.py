"""Change who gets the replies of a ticket in copy."""

from collections.abc import Iterable

from helpdesk.accounts.actors import Actor
from helpdesk.lib.errors import Forbidden, Invalid
from tickets.actions.kit import keep_revision, lock_ticket, require_unmerged, save_change
from tickets.fields import clean_cc
from tickets.models import Ticket

# What a customer may bring in: everybody in copy gets our answers, asked for or not.
MAX_BY_CUSTOMER = 10


def change_cc(ticket: Ticket, *, actor: Actor, to: Iterable[str], expected_version: int | None = None) -> Ticket:
    """The ticket with exactly these addresses in copy, up to 20, never its requester's; the same set changes nothing.

    Whoever asked may take anybody out, and bring in others while there are no more than 10. Raises Invalid for what is
    no address and for too many, Forbidden for another customer and for a blocked one, Conflict for such a change of a
    merged ticket, Stale, NotFound.
    """
    locked = lock_ticket(ticket, actor=actor, expected_version=expected_version)
    after = clean_cc(to, requester=locked.requester.email)
    if not actor.is_staff:
        require_own(locked, actor)
        require_few(locked, after)
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


def require_own(ticket: Ticket, actor: Actor) -> None:
    """Raises Forbidden unless this customer asked and is not blocked, Conflict where it goes on elsewhere."""
    if ticket.requester_id != actor.id or ticket.requester.is_blocked:
        raise Forbidden("Only the support team and whoever asked can do this")
    require_unmerged(ticket, actor)


def require_few(ticket: Ticket, after: list[str]) -> None:
    """Raises Invalid for somebody new beyond what a customer may bring in."""
    if len(after) > MAX_BY_CUSTOMER and set(after) - set(ticket.cc_emails):
        raise Invalid(
            f"You can have up to {MAX_BY_CUSTOMER} people in copy",
            code="too_long",
            field="cc_emails",
            hint="Take somebody out first",
        )
