"""Set values of a ticket's custom fields."""

from collections.abc import Mapping
from typing import Any

from helpdesk.accounts.actors import Actor
from tickets.actions.kit import keep_revision, lock_ticket, require_staff, save_change
from tickets.custom import check_size, clean_custom, given
from tickets.models import Ticket


def change_custom(
    ticket: Ticket, *, actor: Actor, to: Mapping[str, Any], expected_version: int | None = None
) -> Ticket:
    """The ticket with these values by key; keys that are not named keep theirs, and None takes a value back.

    The values themselves go into a revision; the event names declared fields only, by key. Raises Invalid naming the
    field at fault.
    """
    require_staff(actor)
    locked = lock_ticket(ticket, actor=actor, expected_version=expected_version)
    wanted = clean_custom(actor.workspace, to)
    changed = sorted(key for key, value in wanted.items() if locked.custom.get(key) != value)
    if not changed:
        return locked
    merged = given({**locked.custom, **wanted})
    check_size(merged)
    before = {key: locked.custom.get(key) for key in changed}
    revision = keep_revision(locked, "custom", before, {key: wanted[key] for key in changed})
    locked.custom = merged
    declared = actor.workspace.custom_fields.filter(key__in=changed).order_by("key").values_list("key", flat=True)
    save_change(
        locked,
        "ticket.custom_changed",
        actor=actor,
        fields=["custom"],
        data={"field": "custom", "keys": list(declared), "revision": revision},
        internal=True,
    )
    return locked
