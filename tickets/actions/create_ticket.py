"""Open a ticket."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from helpdesk.accounts.actors import Actor, system_actor
from helpdesk.accounts.models import Customer
from helpdesk.events.unit import current_unit
from helpdesk.files.models import StoredFile
from helpdesk.lib.errors import Forbidden, Invalid
from helpdesk.lib.markdown import to_plain
from helpdesk.lib.text import preview_of
from tickets.actions.kit import record_on
from tickets.actions.mark_spam import mark_spam
from tickets.actions.numbering import insert_numbered
from tickets.custom import clean_custom, given
from tickets.fields import clean_body, clean_cc, clean_priority, clean_subject, clean_tags
from tickets.files import attach_files, lock_files
from tickets.models import Ticket
from tickets.status import Priority
from tickets.tallies import note_created
from workflow.models import Queue, TicketType


def create_ticket(
    *,
    actor: Actor,
    requester: Customer,
    subject: str,
    body: str | None,
    channel: str,
    body_format: str = Ticket.TextFormat.PLAIN,
    priority: str = Priority.MEDIUM,
    tags: Iterable[str] = (),
    cc_emails: Iterable[str] = (),
    queue: Queue | None = None,
    type: TicketType | None = None,
    custom: Mapping[str, Any] | None = None,
    files: Iterable[StoredFile] = (),
) -> Ticket:
    """A new open ticket of ``requester``, with its number, in ``queue`` or else the default one.

    Without a ``body`` (None) the subject says it all. ``files`` are finished uploads of the actor's that nothing else
    shows. What a blocked customer sends is spam from the start. Raises Invalid naming the field at fault, also for a
    requester, queue or type of another workspace, and Forbidden for a customer who would ask in somebody else's name.
    """
    now = current_unit().now
    if requester.workspace_id != actor.workspace.id:
        raise Invalid("Invalid requester", field="requester")
    if not actor.is_staff and requester.id != actor.id:
        raise Forbidden("Customers ask for themselves")
    if queue is not None and queue.workspace_id != actor.workspace.id:
        raise Invalid("Invalid queue", field="queue")
    if type is not None and type.workspace_id != actor.workspace.id:
        raise Invalid("Invalid type", field="type")
    ticket = Ticket(
        workspace=actor.workspace,
        subject=clean_subject(subject),
        body="" if body is None else clean_body(body),
        body_format=body_format,
        channel=channel,
        priority=clean_priority(priority),
        requester=requester,
        queue=queue,
        type=type,
        custom=given(clean_custom(actor.workspace, custom)) if custom else {},
        tags=clean_tags(tags),
        cc_emails=clean_cc(cc_emails, requester=requester.email),
        is_test=actor.test_mode,
        created_at=now,
        updated_at=now,
        waiting_since=now,
        last_message=preview_of(to_plain(body or subject, body_format)),
        last_message_at=now,
    )
    carried = lock_files(files, actor=actor)
    insert_numbered(ticket)
    attach_files(ticket, carried)
    note_created(ticket)
    record_on(ticket, "ticket.created", actor=actor, data={"channel": channel, "priority": ticket.priority})
    if requester.is_blocked and actor.kind != "member":
        return mark_spam(ticket, actor=replace(system_actor(actor.workspace), test_mode=actor.test_mode))
    return ticket
