"""A queued mail as the message that goes on the wire."""

from email.utils import format_datetime, parseaddr
from typing import Any

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.message import sanitize_address

from tickets.mail.addresses import header_text, mailbox
from tickets.models import OutboundMail


class OutgoingMessage(EmailMultiAlternatives):
    """A message whose envelope is not read off its headers.

    ``envelope_sender`` is where failures are reported to, empty for nowhere; ``envelope_to`` who still has to get it.
    A backend that reaches only some of them leaves the server's answers for the others in ``refused``.
    """

    def __init__(self, *args: Any, envelope_sender: str, envelope_to: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.envelope_sender = envelope_sender
        self.envelope_to = envelope_to
        self.refused: dict[str, tuple[int, bytes]] = {}

    def recipients(self) -> list[str]:
        """The addresses of the envelope."""
        return self.envelope_to


def message_of(mail: OutboundMail, *, envelope_to: list[str]) -> OutgoingMessage:
    """Build the message. Raises ValueError when a stored value cannot stand in a header."""
    message = OutgoingMessage(
        subject=header_text(mail.subject),
        body=mail.text,
        from_email=mailbox(mail.from_name, mail.from_email),
        to=[mail.to],
        cc=mail.cc,
        reply_to=[mail.from_email],
        headers={"Message-ID": mail.message_id, "Date": format_datetime(mail.queued_at), **mail.headers},
        envelope_sender="" if mail.empty_sender else wire_address(mail.from_email),
        envelope_to=envelope_to,
    )
    message.attach_alternative(mail.html, "text/html")
    return message


def wire_address(email: str) -> str:
    """An address as servers are told it: its domain in ASCII. Raises ValueError for what is no address."""
    return sanitize_address(email, "utf-8")


def envelope_sender_of(message: EmailMessage) -> str:
    """The envelope sender of any message: our own kind knows it, others mean their From."""
    if isinstance(message, OutgoingMessage):
        return message.envelope_sender
    return wire_address(parseaddr(message.from_email)[1])


def wire_content(message: EmailMessage) -> bytes:
    """Headers and body as servers take them."""
    return message.message().as_bytes(linesep="\r\n")  # type: ignore[call-arg]  # Django's own classes take it
