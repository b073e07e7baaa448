"""Open a ticket."""

from collections.abc import Iterable

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Customer
from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import Forbidden, Invalid
from helpdesk.lib.markdown import to_plain
from helpdesk.lib.text import preview_of
from tickets.actions.kit import record_on
from tickets.actions.numbering import insert_numbered
from tickets.fields import clean_body, clean_cc, clean_priority, clean_subject, clean_tags
from tickets.models import Ticket
from tickets.status import Priority
from tickets.tallies import note_created


def create_ticket(
    *,
    actor: Actor,
    requester: Customer,
    subject: str,
    body: str,
    channel: str,
    body_format: str = Ticket.TextFormat.PLAIN,
    priority: str = Priority.MEDIUM,
    tags: Iterable[str] = (),
    cc_emails: Iterable[str] = (),
) -> Ticket:
    """A new open ticket of ``requester``, with its number.

    Raises Invalid naming the field at fault, also for a requester of another workspace, and Forbidden for a customer
    who would ask in somebody else's name.
    """
    now = current_unit().now
    if requester.workspace_id != actor.workspace.id:
        raise Invalid("Invalid requester", field="requester")
    if not actor.is_staff and requester.id != actor.id:
        raise Forbidden("Customers ask for themselves")
    ticket = Ticket(
        workspace=actor.workspace,
        subject=clean_subject(subject),
        body=clean_body(body),
        body_format=body_format,
        channel=channel,
        priority=clean_priority(priority),
        requester=requester,
        tags=clean_tags(tags),
        cc_emails=clean_cc(cc_emails, requester=requester.email),
        is_test=actor.test_mode,
        created_at=now,
        updated_at=now,
        waiting_since=now,
        last_message=preview_of(to_plain(body, body_format)),
        last_message_at=now,
    )
    note_created(ticket)
    insert_numbered(ticket)
    record_on(ticket, "ticket.created", actor=actor, data={"channel": channel, "priority": ticket.priority})
    return ticket
