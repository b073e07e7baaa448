"""Bring two tickets together that are about one thing."""

import datetime

from helpdesk.accounts.actors import Actor
from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import Conflict, Invalid
from tickets.actions.change_cc import change_cc
from tickets.actions.change_status import change_status
from tickets.actions.change_tags import change_tags
from tickets.actions.kit import lock_tickets, require_staff, require_unmerged, save_change
from tickets.files import move_files
from tickets.links import hold_net, move_links
from tickets.models import Comment, Ticket, Watcher
from tickets.status import DONE, Status


def merge_tickets(ticket: Ticket, *, actor: Actor, into: Ticket, confirmed: bool = False) -> Ticket:
    """The ticket ``into``, with all that was said on ``ticket``, which is closed and from then on leads there.

    The request becomes a message; messages keep their authors and times; copies, watchers, tags and links are joined.
    A target that was done opens when the other was not. When somebody else asked, he goes into copy, and only
    ``confirmed`` does it: the requester of ``into`` then reads what both wrote. Repeating it changes nothing.

    Raises Conflict (code ``merged``, ``spam``, ``other_requester``), Invalid for itself or for more copies or tags than
    a ticket takes, NotFound for a ticket that the actor does not see.
    """
    current_unit()
    require_staff(actor)
    hold_net(actor.workspace)
    source, target = lock_tickets(ticket, into, actor=actor)
    if source.pk == target.pk:
        raise Invalid("A ticket cannot be merged into itself", field="into", hint="Name another ticket")
    if source.merged_into_id == target.pk:
        return target
    require_mergeable(source, target, actor, confirmed=confirmed)
    moved = move_conversation(source, target)
    join_people(source, target, actor)
    move_links(source, target)
    if source.status not in DONE and target.status in DONE:
        change_status(target, actor=actor, to=Status.OPEN)
    touched = bring_up_to_date(source, target)
    data = {"ticket_id": str(source.pk), "messages": moved}
    save_change(target, "ticket.absorbed", actor=actor, fields=touched, data=data, internal=True)
    change_status(source, actor=actor, to=Status.CLOSED)
    source.merged_into = target
    data = {"ticket_id": str(target.pk)}
    save_change(source, "ticket.merged", actor=actor, fields=["merged_into"], data=data, internal=True)
    return target


def require_mergeable(source: Ticket, target: Ticket, actor: Actor, *, confirmed: bool) -> None:
    """Raises Conflict for what was merged before, for spam, and for two requesters unless that is meant."""
    for ticket in (source, target):
        require_unmerged(ticket, actor)
        if ticket.is_spam:
            raise Conflict(f"{ticket.reference} is marked as spam", code="spam", hint="Take it out of the spam first")
    if source.requester_id != target.requester_id and not confirmed:
        raise Conflict(
            "These tickets are of two customers",
            code="other_requester",
            field="confirmed",
            hint=f"Confirm that {target.requester.display_name} may read both",
        )


def move_conversation(source: Ticket, target: Ticket) -> int:
    """Everything said on ``source``, its request first, is said on ``target``. Returns how many messages that is."""
    moved: int = source.comments.update(ticket=target)
    request = Comment(
        workspace=target.workspace,
        ticket=target,
        body=source.body,
        body_format=source.body_format,
        author_kind="customer",
        author_customer=source.requester,
        author_name=source.requester.display_name[:120],
        author_email=source.requester.email,
        created_at=source.created_at,
    )
    request.save(force_insert=True)
    move_files(source, target, request=request)
    return moved + 1


def join_people(source: Ticket, target: Ticket, actor: Actor) -> None:
    """Whoever heard of the one hears of the other; tags come along."""
    now = current_unit().now
    asked = [] if source.requester.erased_at else [source.requester.email]
    change_cc(target, actor=actor, to=[*target.cc_emails, *source.cc_emails, *asked])
    change_tags(target, actor=actor, to=[*target.tags, *source.tags])
    watchers = [
        Watcher(workspace=target.workspace, ticket=target, member_id=member_id, created_at=now)
        for member_id in source.watchers.values_list("member_id", flat=True)
    ]
    target.workspace.watchers.bulk_create(watchers, ignore_conflicts=True)


def bring_up_to_date(source: Ticket, target: Ticket) -> list[str]:
    """What the target's row keeps of its conversation, now that there is more of it; returns the columns touched."""
    if source.last_message_at > target.last_message_at:
        target.last_message, target.last_message_at = source.last_message, source.last_message_at
        target.last_message_kind = source.last_message_kind
    target.first_response_at = earlier(source.first_response_at, target.first_response_at)
    target.waiting_since = None if target.status in DONE else earlier(source.waiting_since, target.waiting_since)
    return ["last_message", "last_message_at", "last_message_kind", "first_response_at", "waiting_since"]


def earlier(*moments: datetime.datetime | None) -> datetime.datetime | None:
    """The first of those that there are."""
    return min((moment for moment in moments if moment is not None), default=None)
