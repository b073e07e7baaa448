"""Change several things about a ticket at once."""

from collections.abc import Callable, Mapping
from typing import Any

from helpdesk.accounts.actors import Actor
from tickets.actions.assign_ticket import assign_ticket
from tickets.actions.change_priority import change_priority
from tickets.actions.change_status import change_status
from tickets.actions.change_subject import change_subject
from tickets.actions.change_tags import change_tags
from tickets.actions.kit import lock_ticket
from tickets.models import Ticket

CHANGES: Mapping[str, Callable[..., Ticket]] = {
    "subject": change_subject,
    "status": change_status,
    "assignee": assign_ticket,
    "priority": change_priority,
    "tags": change_tags,
}


def update_ticket(
    ticket: Ticket, *, actor: Actor, changes: Mapping[str, Any], expected_version: int | None = None
) -> Ticket:
    """The ticket after exactly the named changes, all or none of them; what is not named stays as it is.

    ``changes`` holds any of subject, status, assignee (a Membership or None), priority, tags. Raises what the verb of
    each raises, and Stale when the ticket is not at ``expected_version`` even if nothing is to be changed.
    """
    locked = lock_ticket(ticket, actor=actor, expected_version=expected_version)
    for name, verb in CHANGES.items():
        if name in changes:
            verb(locked, actor=actor, to=changes[name])
    return locked
