"""What became of the mails of a ticket, for screens."""

from collections.abc import Iterable

from tickets.models import OutboundMail, Ticket


def mail_of(ticket: Ticket) -> Iterable[OutboundMail]:
    """Its mails, oldest first, without their texts: ``state`` is queued, sent or failed, ``error`` says why."""
    found: Iterable[OutboundMail] = ticket.outbound_mail.defer("text", "html", "headers").order_by("queued_at", "id")
    return found
