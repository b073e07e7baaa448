"""One attempt to hand a queued mail over, and what becomes of the mail after it."""

import smtplib
import uuid

from django.db import connection

from helpdesk.accounts.actors import system_actor
from helpdesk.accounts.models import Workspace
from helpdesk.events.unit import current_unit, record, unit_of_work
from tickets.actions.kit import record_on
from tickets.mail.failures import UNUSABLE, Failure, failure_of, failure_of_answer
from tickets.mail.message import message_of, wire_address
from tickets.models import OutboundMail

# At one attempt every five minutes two days: less than the job itself would go on, so that the ticket tells the end.
GIVE_UP_AFTER_ATTEMPTS = 2 * 24 * 12


class MailWaits(Exception):
    """The mail is still queued; raised so that its job is run again. Names nobody: it ends up in the log."""


def deliver(workspace_id: uuid.UUID, mail_id: uuid.UUID) -> None:
    """Try to send a mail that is still queued. Raises MailWaits when it must be tried again.

    Its row stays locked meanwhile; a second worker fails at the lock and comes back later. The outcome is committed
    whether good or bad.
    """
    with unit_of_work():
        mail = lock_mail(workspace_id, mail_id)
        if mail is None or mail.state != OutboundMail.State.QUEUED:
            return
        note_outcome(mail, hand_over(mail))
    if mail.state == OutboundMail.State.QUEUED:
        raise MailWaits(f"mail {mail.pk} is tried again; its row says why")


def lock_mail(workspace_id: uuid.UUID, mail_id: uuid.UUID) -> OutboundMail | None:
    """The row, locked; None when it was erased. Raises OperationalError when another worker holds it."""
    with connection.cursor() as cursor:
        # A slow mail server must not cost us the transaction in which we note that it took the mail.
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = '15min'")
    workspace = Workspace.objects.filter(pk=workspace_id).first()
    if workspace is None:
        return None
    mails = workspace.outbound_mail.select_for_update(nowait=True, of=("self",)).select_related("ticket")
    return mails.filter(pk=mail_id).first()


def hand_over(mail: OutboundMail) -> dict[str, Failure]:
    """Give the mail to whoever has not got it, and note who took it. Returns why the others did not."""
    try:
        waiting = [address for address in map(wire_address, [mail.to, *mail.cc]) if address not in mail.accepted]
        message = message_of(mail, envelope_to=waiting)
        message.message()
    except ValueError:
        return {mail.to: UNUSABLE}
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as error:
        # After a 421 the server names only those it got to; the rest was not tried.
        return {address: failure_of_answer(*error.recipients.get(address, (451, "not tried"))) for address in waiting}
    except Exception as error:  # whatever a backend raises, the ticket must show that the mail did not go out
        return dict.fromkeys(waiting, failure_of(error))
    mail.accepted = mail.accepted + [address for address in waiting if address not in message.refused]
    return {address: failure_of_answer(*answer) for address, answer in message.refused.items()}


def note_outcome(mail: OutboundMail, failures: dict[str, Failure]) -> None:
    """Write down what is to become of the mail.

    Without any hope left it counts as sent when the person it is meant for has it, and ``error`` tells of the copies.
    """
    mail.attempts += 1
    mail.error = explain(failures)
    hope = any(not failure.is_permanent for failure in failures.values()) and mail.attempts < GIVE_UP_AFTER_ATTEMPTS
    if not hope and UNUSABLE not in failures.values() and wire_address(mail.to) in mail.accepted:
        mail.state, mail.sent_at = OutboundMail.State.SENT, current_unit().now
    elif not hope:
        mail.state = OutboundMail.State.FAILED
        record_failure(mail)
    mail.save(update_fields=["attempts", "error", "accepted", "state", "sent_at"])


def record_failure(mail: OutboundMail) -> None:
    """Record that a mail did not reach whom it was meant for: on its ticket, where it has one."""
    actor, data = system_actor(mail.workspace), {"mail_id": str(mail.pk), "kind": mail.kind}
    if mail.ticket is not None:
        record_on(mail.ticket, "ticket.mail_failed", actor=actor, data=data, internal=True)
        return
    record(
        "workspace.mail_failed",
        workspace_id=mail.workspace_id,
        subject_kind="workspace",
        subject_id=mail.workspace_id,
        actor=actor,
        internal=True,
        data=data,
    )


def explain(failures: dict[str, Failure]) -> str:
    """One line for the ticket: each reason once, with the addresses it concerns."""
    by_reason: dict[str, list[str]] = {}
    for address, failure in failures.items():
        by_reason.setdefault(failure.why, []).append(address)
    return "; ".join(f"{', '.join(addresses)}: {why}" for why, addresses in by_reason.items())[:500]
