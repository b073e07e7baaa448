"""Put a mail into the outbox, once for each event, kind and address, together with the job that sends it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction
from procrastinate.contrib.django import app

from helpdesk.events.models import Event
from helpdesk.events.unit import current_unit
from tickets.mail.addresses import our_addresses
from tickets.mail.headers import headers_for, new_message_id, subject_line
from tickets.mail.render import render_mail
from tickets.models import OutboundMail, Ticket

TASK = "tickets.send_mail"
QUEUE = "mail"

Context = Callable[[], dict[str, Any]]


@dataclass(frozen=True)
class Letter:
    """What to write to whom. ``context`` is called only for a mail that is new: it may make links."""

    kind: OutboundMail.Kind
    to: str
    from_name: str
    context: Context
    cc: list[str] = field(default_factory=list)


def queue_mail(event: Event, ticket: Ticket, letter: Letter) -> None:
    """Queue a letter about a ticket. A repeat for the same event does nothing; about test tickets nobody is told."""
    ours = our_addresses([letter.to, *letter.cc])
    if ticket.is_test or letter.to in ours or already_queued(event, ticket, letter):
        return
    try:
        with transaction.atomic():  # losing the race must also take back the links that were made for the mail
            mail = write_mail(event, ticket, letter, cc=[email for email in letter.cc if email not in ours])
    except IntegrityError:
        if not already_queued(event, ticket, letter):
            raise
        return
    # No lock per ticket: mails carry the time they were queued at and their thread, so order of arrival matters
    # little, while a lock would let one address that does not answer hold up everybody else's mail.
    job = app.configure_task(TASK, queue=QUEUE)
    job.defer(workspace_id=str(mail.workspace_id), mail_id=str(mail.pk))


def already_queued(event: Event, ticket: Ticket, letter: Letter) -> bool:
    """Whether this event's mail of this kind to this address is in the outbox."""
    found: bool = ticket.outbound_mail.filter(event_id=event.pk, kind=letter.kind, to=letter.to).exists()
    return found


def write_mail(event: Event, ticket: Ticket, letter: Letter, *, cc: list[str]) -> OutboundMail:
    """Compose a letter and insert it."""
    workspace = ticket.workspace
    text, html = render_mail(letter.kind, letter.context() | {"ticket": ticket}, workspace=workspace)
    mail = OutboundMail(
        workspace=workspace,
        ticket=ticket,
        event_id=event.pk,
        kind=letter.kind,
        message_id=new_message_id(),
        to=letter.to,
        cc=cc,
        from_name=letter.from_name,
        from_email=workspace.support_email,
        subject=subject_line(ticket),
        text=text,
        html=html,
        headers=headers_for(ticket, letter.kind),
        empty_sender=letter.kind == OutboundMail.Kind.CONFIRMATION,
        queued_at=current_unit().now,
    )
    mail.save(force_insert=True)
    return mail
