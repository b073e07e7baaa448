"""Replace the tags of a ticket."""

from collections.abc import Iterable

from helpdesk.accounts.actors import Actor
from tickets.actions.kit import keep_revision, lock_ticket, require_staff, save_change
from tickets.fields import clean_tags
from tickets.models import Ticket


def change_tags(ticket: Ticket, *, actor: Actor, to: Iterable[str], expected_version: int | None = None) -> Ticket:
    """The ticket with exactly these tags; the same set changes nothing. Raises Invalid."""
    after = clean_tags(to)
    require_staff(actor)
    locked = lock_ticket(ticket, actor=actor, expected_version=expected_version)
    if set(locked.tags) == set(after):
        return locked
    revision = keep_revision(locked, "tags", locked.tags, after)
    locked.tags = after
    save_change(
        locked,
        "ticket.tags_changed",
        actor=actor,
        fields=["tags"],
        data={"field": "tags", "revision": revision},
        internal=True,
    )
    return locked
