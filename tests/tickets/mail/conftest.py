"""What the mail tests share: let an event's handlers run, and real mail servers on loopback."""

import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from helpdesk.events.dispatch import Handler
from helpdesk.events.models import Event
from helpdesk.events.unit import unit_of_work
from tickets.mail.handlers import confirm_ticket, mail_reply, mail_resolution
from tickets.models import OutboundMail, Ticket
from tickets.notices.handlers import tell_new_assignee, tell_of_comment, tell_of_low_rating
from tickets.surveys.handlers import mail_survey, plan_survey

LISTENERS: dict[str, list[Handler]] = {
    "ticket.created": [confirm_ticket],
    "ticket.comment_added": [mail_reply, tell_of_comment],
    "ticket.assigned": [tell_new_assignee],
    "ticket.status_changed": [mail_resolution, plan_survey],
    "ticket.survey_due": [mail_survey],
    "ticket.rated_low": [tell_of_low_rating],
}

Mails = Callable[..., list[OutboundMail]]


@pytest.fixture
def handle() -> Callable[[Ticket], None]:
    """Let every handler see every event of a ticket, each in a unit of work of its own."""

    def run(ticket: Ticket) -> None:
        for event in Event.objects.filter(subject_id=ticket.pk).order_by("id"):
            for handler in LISTENERS.get(event.type, ()):
                with unit_of_work():
                    handler(event)

    return run


@pytest.fixture
def mails(handle: Callable[[Ticket], None]) -> Mails:
    """The mails of a ticket, of one kind or all, after its handlers ran."""

    def run(ticket: Ticket, kind: str = "") -> list[OutboundMail]:
        handle(ticket)
        found = ticket.outbound_mail.order_by("queued_at", "id")
        return [mail for mail in found if not kind or mail.kind == kind]

    return run


class Sink:
    """A mail server's mind: what it took, and whom it refuses (address -> answer, once for each answer given)."""

    def __init__(self) -> None:
        self.taken: list[Envelope] = []
        self.refuse: dict[str, list[str]] = {}
        self.answer_to_content = "250 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, rcpt_options: list[str]
    ) -> str:
        answers = self.refuse.get(address)
        if answers:
            return answers.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.answer_to_content.startswith("250"):
            self.taken.append(envelope)
        return self.answer_to_content

    @property
    def messages(self) -> list[EmailMessage]:
        """What it took, parsed."""
        return [parsed(envelope.original_content or b"") for envelope in self.taken]


def parsed(content: bytes) -> EmailMessage:
    """A mail as its reader's program sees it."""
    message: Any = message_from_bytes(content, _class=EmailMessage, policy=default)
    return message


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
def sink() -> Sink:
    return Sink()


@pytest.fixture
def smtp_server(sink: Sink, free_port: int, settings: Any) -> Callable[[], AbstractContextManager[None]]:
    """A real SMTP server that can be started and stopped; the settings point at it even while it is down."""
    settings.EMAIL_BACKEND = "tickets.mail.backends.SmtpBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False

    @contextmanager
    def run() -> Iterator[None]:
        controller = Controller(sink, hostname="127.0.0.1", port=free_port)
        controller.start()
        try:
            yield
        finally:
            controller.stop()

    return run


@pytest.fixture
def mail_directory(settings: Any, tmp_path: Path) -> Path:
    """FileBackend writes here."""
    settings.EMAIL_BACKEND = "tickets.mail.backends.FileBackend"
    settings.MAIL_DIRECTORY = tmp_path / "mail"
    return tmp_path / "mail"
