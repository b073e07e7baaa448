"""What the verbs share: lock a ticket, hold the writer against its version, save a change with its event."""

from typing import Any

from helpdesk.accounts.actors import Actor
from helpdesk.events.models import Event
from helpdesk.events.unit import current_unit, record
from helpdesk.lib.errors import Conflict, Forbidden, NotFound, Stale
from tickets.models import Revision, Ticket


def lock_ticket(ticket: Ticket, *, actor: Actor, expected_version: int | None = None) -> Ticket:
    """The ticket as it is now, locked until the unit of work ends; the same object for every verb of the unit.

    Raises NotFound when the actor may not see it, Forbidden for a customer who may only read along, and Stale when it
    is not at ``expected_version`` any more.
    """
    unit = current_unit()
    key = (Ticket, ticket.pk)
    locked = unit.locked.get(key)
    if not isinstance(locked, Ticket):
        found = actor.workspace.tickets.visible_to(actor).select_for_update(of=("self",)).select_related("requester")
        locked = found.filter(pk=ticket.pk).first()
        if locked is None:
            raise NotFound("ticket")
        if expected_version is not None and locked.version != expected_version:
            raise Stale(
                "The ticket has changed since you read it",
                current_version=locked.version,
                changed=changes_since(locked, expected_version, actor=actor),
            )
        locked.workspace = actor.workspace
        unit.locked[key] = locked
    if not actor.is_staff and locked.requester_id != actor.id:
        raise Forbidden("Only who asked can do this")
    if actor.reads_only:
        raise Forbidden("This link lets you read only")
    return locked


def lock_tickets(*tickets: Ticket, actor: Actor) -> list[Ticket]:
    """The same for several, in the order given. Locked by id, so that two who want the same ones in another order do
    not wait for one another for ever."""
    current_unit()
    for ticket in sorted(tickets, key=lambda one: one.pk):
        lock_ticket(ticket, actor=actor)
    return [lock_ticket(ticket, actor=actor) for ticket in tickets]


def changes_since(ticket: Ticket, version: int, *, actor: Actor) -> list[dict[str, Any]]:
    """What the actor may know to have happened after a version, oldest first: event type, version and moment."""
    events = Event.objects.filter(subject_id=ticket.pk, data__version__gt=version).order_by("id")
    if not actor.is_staff:
        events = events.filter(visibility=Event.Visibility.PUBLIC)
    return [
        {"type": event.type, "version": event.data["version"], "at": event.created_at.isoformat()}
        for event in events[:50]
    ]


def require_staff(actor: Actor) -> None:
    """Raises Forbidden for a customer: this verb is not theirs on any ticket."""
    if not actor.is_staff:
        raise Forbidden("Only the support team can do this")


def require_unmerged(ticket: Ticket, actor: Actor) -> None:
    """Raises Conflict (code ``merged``) for a ticket whose conversation goes on elsewhere; says where, to whoever may
    see that."""
    if ticket.merged_into_id is None:
        return
    found: Ticket | None = actor.workspace.tickets.visible_to(actor).filter(pk=ticket.merged_into_id).first()
    hint = f"Go on in {found.reference}" if found else ""
    raise Conflict("This ticket was merged into another one", code="merged", hint=hint)


def save_change(
    ticket: Ticket, event_type: str, *, actor: Actor, fields: list[str], data: dict[str, Any], internal: bool = False
) -> None:
    """Save the named columns of a locked ticket under the next version and record what happened."""
    ticket.version += 1
    ticket.updated_at = current_unit().now
    ticket.save(update_fields=[*fields, "version", "updated_at"])
    record_on(ticket, event_type, actor=actor, data=data, internal=internal)


def record_on(ticket: Ticket, event_type: str, *, actor: Actor, data: dict[str, Any], internal: bool = False) -> None:
    """Record an event about a ticket, with the version it led to."""
    record(
        event_type,
        workspace_id=ticket.workspace_id,
        subject_kind="ticket",
        subject_id=ticket.pk,
        actor=actor,
        internal=internal,
        data=data | {"version": ticket.version},
    )


def keep_revision(ticket: Ticket, field: str, before: Any, after: Any) -> str:
    """Store a text before and after its change; returns the id that the event names."""
    revision = Revision(
        workspace_id=ticket.workspace_id,
        ticket=ticket,
        field=field,
        before=before,
        after=after,
        created_at=current_unit().now,
    )
    revision.save(force_insert=True)
    return str(revision.pk)
