"""Move a ticket to another status: also how it is resolved, reopened and closed."""

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.kept import still_there
from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import Conflict, Forbidden, Invalid
from tickets.actions.kit import lock_ticket, require_unmerged, save_change
from tickets.fields import clean_status
from tickets.models import Ticket
from tickets.status import DONE, REOPENED_BY_CUSTOMER, Status
from tickets.tallies import note_status_change
from workflow.models import CustomStatus

# A customer may say that it is solved, or that it is not.
BY_CUSTOMER = frozenset({Status.OPEN, Status.CLOSED})


def change_status(
    ticket: Ticket, *, actor: Actor, to: str | CustomStatus, expected_version: int | None = None
) -> Ticket:
    """The ticket in its new status; repeating it changes nothing, nor does a customer's reopening of an open ticket.

    ``to`` is one of the five kinds, or a status of the workspace's own, which is of one of them; a kind takes such a
    word away again. Resolving stamps ``resolved_at``, closing ``closed_at`` (and ``resolved_at`` where it was never
    resolved); reopening clears both. Whatever moves wakes. Raises Invalid for an unknown or archived status, Forbidden
    for a move a customer may not make, Conflict for a ticket that was merged or is spam.
    """
    after, label = meant(to, actor)
    if not actor.is_staff and (after not in BY_CUSTOMER or label is not None):
        raise Forbidden("Customers can close and reopen their tickets")
    locked = lock_ticket(ticket, actor=actor, expected_version=expected_version)
    before = Status(locked.status)
    if before == after:
        return relabelled(locked, label, actor) if actor.is_staff else locked
    require_usable(label)
    if not actor.is_staff and after == Status.OPEN and before not in REOPENED_BY_CUSTOMER:
        return locked
    require_unmerged(locked, actor)
    if locked.is_spam:
        return left_in_spam(locked, actor)
    now, resolved_before = current_unit().now, locked.resolved_at
    data = {"field": "status", "before": before, "after": after} | label_data(locked, label)
    locked.status, locked.custom_status = after, label
    if after not in DONE:
        locked.resolved_at = locked.closed_at = None
    elif after == Status.RESOLVED:
        locked.resolved_at, locked.closed_at = now, None
    else:
        locked.resolved_at, locked.closed_at = locked.resolved_at or now, now
    if after in DONE:
        locked.waiting_since = None
    elif before in DONE:
        locked.waiting_since = now
    locked.snoozed_until = None
    note_status_change(locked, before=before, resolved_before=resolved_before)
    save_change(
        locked,
        "ticket.status_changed",
        actor=actor,
        fields=["status", "custom_status", "resolved_at", "closed_at", "waiting_since", "snoozed_until"],
        data=data,
    )
    return locked


def meant(to: str | CustomStatus, actor: Actor) -> tuple[Status, CustomStatus | None]:
    """The kind, and the workspace's own word where it is one. Raises Invalid for another workspace's."""
    if not isinstance(to, CustomStatus):
        return clean_status(to), None
    if to.workspace_id != actor.workspace.id:
        raise Invalid("Invalid status", field="status", hint="Use a status of this workspace")
    return Status(to.kind), None if to.is_builtin else to


def relabelled(ticket: Ticket, label: CustomStatus | None, actor: Actor) -> Ticket:
    """The ticket under another word of the same kind: nothing is reopened or resolved by that."""
    before, after = ticket.custom_status_id, label.pk if label else None
    if before == after:
        return ticket
    require_usable(label)
    require_unmerged(ticket, actor)
    if ticket.is_spam:
        return left_in_spam(ticket, actor)
    ticket.custom_status = label
    save_change(
        ticket,
        "ticket.status_label_changed",
        actor=actor,
        fields=["custom_status"],
        data={"field": "custom_status", "before": before, "after": after, "status": ticket.status},
    )
    return ticket


def label_data(ticket: Ticket, label: CustomStatus | None) -> dict[str, int | None]:
    """The workspace's own words in an event about a change of kind, where there are any."""
    before, after = ticket.custom_status_id, label.pk if label else None
    return {} if before is None and after is None else {"label_before": before, "label_after": after}


def require_usable(label: CustomStatus | None) -> None:
    """Raises Invalid for a status that is offered no more, or is gone meanwhile."""
    if label is not None and (label.archived_at is not None or not still_there(label)):
        raise Invalid("Invalid status", code="archived", field="status", hint=f"“{label.label}” is in use no more")


def left_in_spam(ticket: Ticket, actor: Actor) -> Ticket:
    """Spam stays closed; whoever sent it is not told that it was found out. Raises Conflict for the team."""
    if actor.is_staff:
        raise Conflict("This ticket is marked as spam", code="spam", hint="Take it out of the spam first")
    return ticket
