"""Say something on a ticket: a public reply or an internal note."""

from collections.abc import Iterable

from helpdesk.accounts.actors import Actor
from helpdesk.events.unit import current_unit
from helpdesk.files.models import StoredFile
from helpdesk.lib.errors import Conflict, Forbidden
from helpdesk.lib.markdown import to_plain
from helpdesk.lib.text import preview_of
from tickets.actions.change_status import change_status
from tickets.actions.kit import lock_ticket, require_unmerged, save_change
from tickets.fields import clean_body
from tickets.files import attach_files, lock_files
from tickets.mentions import mentioned_in
from tickets.models import Comment, Ticket
from tickets.status import REOPENED_BY_CUSTOMER, Status


def add_comment(
    ticket: Ticket,
    *,
    actor: Actor,
    body: str,
    is_internal: bool = False,
    body_format: str = Ticket.TextFormat.PLAIN,
    expected_version: int | None = None,
    files: Iterable[StoredFile] = (),
) -> Comment:
    """The new comment, signed by the actor. A customer's reply puts a pending, resolved or closed ticket back to open.

    A note's event names whom it mentions. What comes to spam, or from a blocked customer, is kept and opens nothing.
    ``files`` are finished uploads of the actor's that nothing else shows.

    Raises Invalid for an empty or endless text and for another file, Forbidden for a customer's internal note, Conflict
    for a merged ticket or an answer to spam, Stale, NotFound.
    """
    if is_internal and not actor.is_staff:
        raise Forbidden("Only the support team can write internal notes")
    text = clean_body(body)
    locked = lock_ticket(ticket, actor=actor, expected_version=expected_version)
    require_unmerged(locked, actor)
    carried = lock_files(files, actor=actor)
    if locked.is_spam and actor.is_staff and not is_internal:
        raise Conflict("This ticket is marked as spam", code="spam", hint="Take it out of the spam first")
    comment = Comment(
        workspace=actor.workspace,
        ticket=locked,
        body=text,
        body_format=body_format,
        is_internal=is_internal,
        author_kind=actor.kind,
        author_member_id=actor.id if actor.kind == "member" else None,
        author_customer_id=actor.id if actor.kind == "customer" else None,
        author_name=actor.name[:120],
        author_email=actor.email,
        created_at=current_unit().now,
    )
    comment.save(force_insert=True)
    attach_files(locked, carried, comment=comment)
    save_change(
        locked,
        "ticket.comment_added",
        actor=actor,
        fields=[] if is_internal else note_message(locked, actor, to_plain(text, body_format)),
        data={"comment_id": str(comment.pk), "is_internal": is_internal, "author_kind": actor.kind}
        | (mentions(locked, text) if is_internal else {}),
        internal=is_internal,
    )
    if not actor.is_staff and locked.status in REOPENED_BY_CUSTOMER and not locked.requester.is_blocked:
        change_status(locked, actor=actor, to=Status.OPEN)
    return comment


def mentions(ticket: Ticket, text: str) -> dict[str, list[str]]:
    """Whom a note names, for its event; nothing where it names nobody."""
    found = mentioned_in(ticket, text)
    return {"mentioned": [str(member_id) for member_id in found]} if found else {}


def note_message(ticket: Ticket, actor: Actor, text: str) -> list[str]:
    """Carry the newest public message over to the ticket's row; returns the columns touched."""
    now = current_unit().now
    ticket.last_message, ticket.last_message_at = preview_of(text), now
    ticket.last_message_kind = "agent" if actor.is_staff else "customer"
    if actor.is_staff:
        ticket.waiting_since = None
        ticket.first_response_at = ticket.first_response_at or now
    else:
        ticket.waiting_since = ticket.waiting_since or now
    return ["last_message", "last_message_at", "last_message_kind", "waiting_since", "first_response_at"]
