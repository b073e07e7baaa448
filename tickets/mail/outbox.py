"""Put a mail into the outbox, once for each event, kind and address, together with the job that sends it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import translation
from procrastinate.contrib.django import app

from helpdesk.accounts.actors import system_actor
from helpdesk.accounts.customers.erased import is_unusable
from helpdesk.accounts.models import Workspace
from helpdesk.events.models import Event
from helpdesk.events.unit import current_unit
from helpdesk.lib.languages import first_spoken
from tickets.actions.kit import record_on
from tickets.mail.addresses import header_text, our_addresses
from tickets.mail.headers import headers_for, new_message_id, personal_headers
from tickets.mail.own_words import own_words
from tickets.mail.render import render_mail
from tickets.mail.restraint import is_too_much
from tickets.models import OutboundMail, Ticket

TASK = "tickets.send_mail"
QUEUE = "mail"
MAX_SUBJECT = 300
WHY_HELD = "Held back: this address got as many automatic mails as anybody should"

Context = Callable[[], dict[str, Any]]


@dataclass(frozen=True)
class Letter:
    """What to write to whom. ``context`` is called only for a mail that is new: it may make links.

    ``template`` is named where a kind has several. ``language`` is that of whoever gets it, empty for the workspace's.
    """

    kind: OutboundMail.Kind
    to: str
    from_name: str
    context: Context
    cc: list[str] = field(default_factory=list)
    template: str = ""
    language: str = ""

    def language_at(self, workspace: Workspace) -> str:
        """The language to write it in: theirs where we speak it."""
        return first_spoken(self.language, otherwise=workspace.language)


def queue_mail(event: Event, ticket: Ticket, letter: Letter) -> None:
    """Queue a letter about a ticket. A repeat for the same event does nothing; about test tickets and
    spam nobody is told."""
    ours = our_addresses([letter.to, *letter.cc])
    if ticket.is_test or ticket.is_spam or letter.to in ours:
        return
    if is_unusable(letter.to):  # the person was erased
        return
    cc = [email for email in letter.cc if email not in ours]
    put(event, ticket.workspace, letter, lambda: write_mail(event, ticket, letter, cc=cc), ticket)


def queue_personal_mail(event: Event, workspace: Workspace, letter: Letter, *, subject: str) -> None:
    """Queue a letter to somebody that is about no ticket. A repeat for the same event does nothing."""
    if not our_addresses([letter.to]):
        put(event, workspace, letter, lambda: write_personal_mail(event, workspace, letter, subject=subject))


def put(
    event: Event,
    workspace: Workspace,
    letter: Letter,
    write: Callable[[], OutboundMail],
    ticket: Ticket | None = None,
) -> None:
    """Write a mail unless it was written before, and enqueue its sending; hold it back where it is too much."""
    if already_queued(event, workspace, letter):
        return
    if is_too_much(letter.kind, letter.to):
        if not already_queued(event, workspace, letter):  # another may have written it while we waited for our turn
            hold_back(event, workspace, letter, ticket)
        return
    try:
        with transaction.atomic():  # losing the race must also take back the links that were made for the mail
            mail = write()
    except IntegrityError:
        if not already_queued(event, workspace, letter):
            raise
        return
    # No lock per ticket: mails carry the time they were queued at and their thread, so order of arrival matters
    # little, while a lock would let one address that does not answer hold up everybody else's mail.
    job = app.configure_task(TASK, queue=QUEUE)
    job.defer(workspace_id=str(mail.workspace_id), mail_id=str(mail.pk))


def hold_back(event: Event, workspace: Workspace, letter: Letter, ticket: Ticket | None) -> None:
    """Note that a mail was not written, where an agent sees it."""
    mail = OutboundMail(
        workspace=workspace,
        ticket=ticket,
        event_id=event.pk,
        kind=letter.kind,
        message_id=new_message_id(),
        to=letter.to,
        from_name=letter.from_name,
        from_email=workspace.support_email,
        state=OutboundMail.State.HELD,
        error=WHY_HELD,
        queued_at=current_unit().now,
    )
    mail.save(force_insert=True)
    if ticket is not None:
        data = {"mail_id": str(mail.pk), "kind": mail.kind}
        record_on(ticket, "ticket.mail_held", actor=system_actor(workspace), data=data, internal=True)


def already_queued(event: Event, workspace: Workspace, letter: Letter) -> bool:
    """Whether this event's mail of this kind to this address is in the outbox."""
    found: bool = workspace.outbound_mail.filter(event_id=event.pk, kind=letter.kind, to=letter.to).exists()
    return found


def write_mail(event: Event, ticket: Ticket, letter: Letter, *, cc: list[str]) -> OutboundMail:
    """Compose a letter and insert it."""
    workspace = ticket.workspace
    language = letter.language_at(workspace)
    words = own_words(ticket, letter.kind, language=language)
    with translation.override(language):
        context = letter.context() | {"ticket": ticket, "opening": words.opening}
    text, html = render_mail(letter.kind, context, workspace=workspace, language=language)
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
        subject=words.subject[:MAX_SUBJECT],
        text=text,
        html=html,
        headers=headers_for(ticket, letter.kind),
        empty_sender=letter.kind == OutboundMail.Kind.CONFIRMATION,
        queued_at=current_unit().now,
    )
    mail.save(force_insert=True)
    return mail


def write_personal_mail(event: Event, workspace: Workspace, letter: Letter, *, subject: str) -> OutboundMail:
    """Compose a letter about no ticket and insert it."""
    language = letter.language_at(workspace)
    with translation.override(language):
        context = letter.context()
    text, html = render_mail(letter.template or letter.kind, context, workspace=workspace, language=language)
    mail = OutboundMail(
        workspace=workspace,
        event_id=event.pk,
        kind=letter.kind,
        message_id=new_message_id(),
        to=letter.to,
        from_name=letter.from_name,
        from_email=workspace.support_email,
        subject=header_text(subject)[:MAX_SUBJECT],
        text=text,
        html=html,
        headers=personal_headers(workspace),
        queued_at=current_unit().now,
    )
    mail.save(force_insert=True)
    return mail
