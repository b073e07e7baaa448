"""Change several things about a ticket at once."""

from collections.abc import Callable, Mapping
from typing import Any

from helpdesk.accounts.actors import Actor
from tickets.actions.assign_ticket import assign_ticket
from tickets.actions.change_cc import change_cc
from tickets.actions.change_custom import change_custom
from tickets.actions.change_priority import change_priority
from tickets.actions.change_queue import change_queue
from tickets.actions.change_status import change_status
from tickets.actions.change_subject import change_subject
from tickets.actions.change_tags import change_tags
from tickets.actions.change_type import change_type
from tickets.actions.kit import lock_ticket
from tickets.models import Ticket

CHANGES: Mapping[str, Callable[..., Ticket]] = {
    "subject": change_subject,
    "queue": change_queue,
    "status": change_status,
    "assignee": assign_ticket,
    "priority": change_priority,
    "tags": change_tags,
    "cc_emails": change_cc,
    "type": change_type,
    "custom": change_custom,
}


def update_ticket(
    ticket: Ticket, *, actor: Actor, changes: Mapping[str, Any], expected_version: int | None = None
) -> Ticket:
    """The ticket after exactly the named changes, all or none of them; what is not named stays as it is.

    ``changes`` holds any of subject, queue (a Queue), status, assignee (a Membership or None), priority, tags,
    cc_emails. Raises what the verb of each raises, and Stale when the ticket is not at ``expected_version`` even if
    nothing is to be changed.
    """
    locked = lock_ticket(ticket, actor=actor, expected_version=expected_version)
    for name, verb in CHANGES.items():
        if name in changes:
            verb(locked, actor=actor, to=changes[name])
    return locked
