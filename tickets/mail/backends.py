"""The two ways out that need nothing else: a mail server, or files that a person can open."""

import os
import re
import tempfile
from collections.abc import Sequence
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend

from tickets.mail.message import OutgoingMessage, envelope_sender_of, wire_address, wire_content

UNSAFE_IN_NAMES = re.compile(r"[^A-Za-z0-9.@_-]+")


class SmtpBackend(EmailBackend):
    """Django's SMTP backend, with the envelope sender of the message and the answers for refused recipients kept."""

    def _send(self, email_message: EmailMessage) -> bool:
        recipients = [wire_address(email) for email in email_message.recipients()]
        if not recipients or self.connection is None:
            return False
        content = wire_content(email_message)
        refused = self.connection.sendmail(envelope_sender_of(email_message), recipients, content)
        if isinstance(email_message, OutgoingMessage):
            email_message.refused = refused
        return True


class FileBackend(BaseEmailBackend):
    """Writes each mail as one ``.eml`` file into MAIL_DIRECTORY, for installations without a mail server.

    The file is named by the mail's date and Message-ID, so a repeat replaces its own file. Its first lines tell the
    envelope; they are no headers of the mail.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write them all; each is on disk when this returns."""
        for message in email_messages:
            write_file(Path(settings.MAIL_DIRECTORY), message)
        return len(email_messages)


def write_file(directory: Path, message: EmailMessage) -> Path:
    """Write one mail whole or not at all, readable by its owner only."""
    built = message.message()
    sender, recipients = envelope_sender_of(message), ", ".join(message.recipients())
    envelope = f"X-Envelope-From: <{sender}>\r\nX-Envelope-To: {recipients}\r\n"
    moment = parsedate_to_datetime(str(built["Date"])).strftime("%Y%m%dT%H%M%S")
    name = f"{moment}-{UNSAFE_IN_NAMES.sub('', str(built['Message-ID']))[:180]}.eml"
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=directory, prefix=".")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(envelope.encode() + wire_content(message))
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(directory / name)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    sync_directory(directory)
    return directory / name


def sync_directory(directory: Path) -> None:
    """A new name survives a power cut only when its directory was written too."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
