"""Make a ticket of its own out of a message."""

from helpdesk.accounts.actors import Actor
from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import Conflict, NotFound
from tickets.actions.create_ticket import create_ticket
from tickets.actions.kit import lock_ticket, record_on, require_staff, require_unmerged
from tickets.files import hand_on_files
from tickets.models import Comment, Ticket, TicketLink


def split_comment(comment: Comment, *, actor: Actor, subject: str = "") -> Ticket:
    """The new ticket, in the same queue, that asks what the message asked; the message stays and points to it.

    It is of the customer who wrote the message, or of the ticket's requester where one of us did. ``subject`` is the
    old ticket's where it is empty. The message's files are the new ticket's from then on; those of the old request and
    of other messages stay. A message that was split before gives the ticket of that time.

    Raises Conflict for an internal note, which its customer would read, and for a merged ticket; Invalid for a subject
    that is none; NotFound for a message of a ticket that the actor does not see.
    """
    unit = current_unit()
    require_staff(actor)
    origin = lock_ticket(comment.ticket, actor=actor)
    require_unmerged(origin, actor)
    found = origin.comments.select_related("author_customer").filter(pk=comment.pk).first()
    if found is None:
        raise NotFound("comment")
    if found.is_internal:
        raise Conflict("A note stays in the team", code="internal", hint="Split a message that the customer may read")
    before = made_before(found, actor)
    if before is not None:
        return before
    ticket = create_ticket(
        actor=actor,
        requester=found.author_customer or origin.requester,
        subject=subject or origin.subject,
        body=found.body,
        body_format=found.body_format,
        channel=Ticket.Channel.DESK,
        priority=origin.priority,
        queue=origin.queue,
    )
    hand_on_files(found, to=ticket)
    link = TicketLink(
        workspace=actor.workspace,
        kind=TicketLink.Kind.SPLIT,
        source=ticket,
        target=origin,
        comment=found,
        created_at=unit.now,
    )
    link.save(force_insert=True)
    data = {"ticket_id": str(ticket.pk), "comment_id": str(found.pk)}
    record_on(origin, "ticket.split", actor=actor, data=data, internal=True)
    return ticket


def made_before(comment: Comment, actor: Actor) -> Ticket | None:
    """The ticket that was made of this message. Raises Conflict when the actor does not see it."""
    link = actor.workspace.ticket_links.filter(comment=comment, kind=TicketLink.Kind.SPLIT).first()
    if link is None:
        return None
    found: Ticket | None = actor.workspace.tickets.visible_to(actor).filter(pk=link.source_id).first()
    if found is None:
        raise Conflict("This message became a ticket that you cannot see", code="split_before")
    return found
