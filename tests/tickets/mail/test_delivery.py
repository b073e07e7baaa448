"""From the outbox to a real mail server, and back again when it does not work."""

import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.db import OperationalError, connection, connections, transaction

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Customer
from helpdesk.events.models import Event
from tests.tickets.mail.acts import open_ticket, say
from tests.tickets.mail.conftest import Mails, Sink
from tickets.mail import delivery
from tickets.mail.delivery import MailWaits, deliver
from tickets.mail.state import mail_of
from tickets.models import OutboundMail, Ticket

Server = Callable[[], AbstractContextManager[None]]


def attempt(mail: OutboundMail) -> OutboundMail:
    """One run of the mail's job, whatever comes of it."""
    try:
        deliver(mail.workspace_id, mail.pk)
    except MailWaits:
        mail.refresh_from_db()
        assert mail.state == "queued"
    mail.refresh_from_db()
    return mail


@pytest.fixture
def confirmation(ticket: Ticket, mails: Mails) -> OutboundMail:
    return mails(ticket)[0]


@pytest.fixture
def copied(as_carol: Actor, as_alice: Actor, carol: Customer, mails: Mails) -> OutboundMail:
    """A reply to carol with dave in copy."""
    ticket = open_ticket(as_carol, carol, cc_emails=["dave@customer.example"])
    say(ticket, as_alice, "Done.")
    return mails(ticket, "reply")[0]


def test_a_confirmation_arrives_with_an_empty_envelope_sender(
    confirmation: OutboundMail, smtp_server: Server, sink: Sink
) -> None:
    with smtp_server():
        sent = attempt(confirmation)
    assert (sent.state, sent.error, sent.attempts) == ("sent", "", 1)
    assert sent.sent_at is not None
    (envelope,) = sink.taken
    assert envelope.mail_from == "<>"
    assert envelope.rcpt_tos == ["carol@customer.example"]
    assert sink.messages[0]["Message-ID"] == confirmation.message_id


def test_a_reply_arrives_for_requester_and_copies_with_a_sender_for_its_failures(
    copied: OutboundMail, smtp_server: Server, sink: Sink
) -> None:
    with smtp_server():
        attempt(copied)
    (envelope,) = sink.taken
    assert envelope.mail_from == "help@acme.example"
    assert envelope.rcpt_tos == ["carol@customer.example", "dave@customer.example"]
    assert sink.messages[0]["Cc"] == "dave@customer.example"
    body: Any = sink.messages[0].get_body(("plain",))
    assert "Done." in body.get_content()


def test_a_mail_that_was_sent_is_not_sent_again(confirmation: OutboundMail, smtp_server: Server, sink: Sink) -> None:
    with smtp_server():
        attempt(confirmation)
        attempt(confirmation)
    assert len(sink.taken) == 1


def test_while_the_server_is_away_the_mail_waits_and_says_why_and_then_goes_out_unchanged(
    confirmation: OutboundMail, smtp_server: Server, sink: Sink
) -> None:
    before = confirmation.message_id
    with pytest.raises(MailWaits):
        deliver(confirmation.workspace_id, confirmation.pk)
    confirmation.refresh_from_db()
    assert (confirmation.state, confirmation.attempts) == ("queued", 1)
    assert "refused" in confirmation.error
    with smtp_server():
        sent = attempt(confirmation)
    assert (sent.state, sent.error, sent.attempts) == ("sent", "", 2)
    assert sink.messages[0]["Message-ID"] == before


def test_an_address_refused_for_good_is_a_failure_that_the_ticket_shows(
    confirmation: OutboundMail, ticket: Ticket, smtp_server: Server, sink: Sink
) -> None:
    sink.refuse["carol@customer.example"] = ["550 5.1.1 No such user"] * 2
    with smtp_server():
        attempt(confirmation)
        attempt(confirmation)
    (shown,) = mail_of(ticket)
    assert (shown.state, shown.attempts, shown.sent_at) == ("failed", 1, None)
    assert shown.error == "carol@customer.example: 550 5.1.1 No such user"
    event = Event.objects.get(type="ticket.mail_failed", subject_id=ticket.pk)
    assert event.data["kind"] == "confirmation"
    assert "carol" not in str(event.data)


def test_an_address_put_off_is_tried_again(confirmation: OutboundMail, smtp_server: Server, sink: Sink) -> None:
    sink.refuse["carol@customer.example"] = ["450 4.2.0 Try later"]
    with smtp_server():
        assert attempt(confirmation).state == "queued"
        assert attempt(confirmation).state == "sent"
    assert len(sink.taken) == 1


def test_whoever_has_the_mail_does_not_get_the_repeat_for_somebody_put_off(
    copied: OutboundMail, smtp_server: Server, sink: Sink
) -> None:
    sink.refuse["dave@customer.example"] = ["450 4.2.0 Try later"]
    with smtp_server():
        assert attempt(copied).state == "queued"
        assert attempt(copied).state == "sent"
    assert [envelope.rcpt_tos for envelope in sink.taken] == [["carol@customer.example"], ["dave@customer.example"]]
    assert {message["To"] for message in sink.messages} == {"carol@customer.example"}
    assert len({message["Message-ID"] for message in sink.messages}) == 1


def test_a_copy_refused_for_good_leaves_the_mail_sent_with_a_note(
    copied: OutboundMail, smtp_server: Server, sink: Sink
) -> None:
    sink.refuse["dave@customer.example"] = ["550 5.1.1 No such user"]
    with smtp_server():
        sent = attempt(copied)
    assert (sent.state, sent.error) == ("sent", "dave@customer.example: 550 5.1.1 No such user")


def test_a_mail_whose_requester_is_refused_has_failed_although_a_copy_arrived(
    copied: OutboundMail, smtp_server: Server, sink: Sink
) -> None:
    sink.refuse["carol@customer.example"] = ["550 5.1.1 No such user"]
    with smtp_server():
        assert attempt(copied).state == "failed"
    assert sink.taken[0].rcpt_tos == ["dave@customer.example"]


@pytest.mark.parametrize(("answer", "state"), [("554 5.6.0 Spam", "failed"), ("452 4.3.1 Disk full", "queued")])
def test_the_answer_to_the_content_decides(
    confirmation: OutboundMail, smtp_server: Server, sink: Sink, answer: str, state: str
) -> None:
    sink.answer_to_content = answer
    with smtp_server():
        tried = attempt(confirmation)
    assert tried.state == state
    assert answer in tried.error


def test_an_address_that_is_none_fails_at_once(confirmation: OutboundMail, smtp_server: Server, sink: Sink) -> None:
    OutboundMail.objects.across_workspaces("test").update(to="carol@x.example\r\nRCPT TO:<v@x.example>")
    with smtp_server():
        failed = attempt(confirmation)
    assert failed.state == "failed"
    assert "not usable" in failed.error
    assert sink.taken == []


def test_after_two_days_of_attempts_the_ticket_says_that_it_was_given_up(
    confirmation: OutboundMail, smtp_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "GIVE_UP_AFTER_ATTEMPTS", 2)
    assert attempt(confirmation).state == "queued"
    assert attempt(confirmation).state == "failed"


def test_the_exception_that_reaches_the_log_names_nobody(
    confirmation: OutboundMail, smtp_server: Server, sink: Sink
) -> None:
    sink.refuse["carol@customer.example"] = ["450 4.2.0 carol@customer.example later"]
    with smtp_server(), pytest.raises(MailWaits) as caught:
        deliver(confirmation.workspace_id, confirmation.pk)
    assert "carol" not in str(caught.value)
    assert caught.value.__cause__ is caught.value.__context__ is None


def test_the_mail_of_another_workspace_is_not_found(
    confirmation: OutboundMail, smtp_server: Server, sink: Sink
) -> None:
    with smtp_server():
        deliver(uuid.uuid4(), confirmation.pk)
    assert sink.taken == []


@pytest.mark.django_db(transaction=True)
def test_a_mail_that_another_worker_is_sending_is_left_to_it(
    confirmation: OutboundMail, smtp_server: Server, sink: Sink
) -> None:
    other = connections.create_connection("default")
    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute("SELECT 1 FROM tickets_outboundmail WHERE id = %s FOR UPDATE", [confirmation.pk])
        with smtp_server(), pytest.raises(OperationalError):
            deliver(confirmation.workspace_id, confirmation.pk)
        assert sink.taken == []
    finally:
        other.rollback()
        other.close()


@pytest.mark.django_db(transaction=True)
def test_the_note_about_a_failure_is_committed(confirmation: OutboundMail, smtp_server: Server) -> None:
    with pytest.raises(MailWaits):
        deliver(confirmation.workspace_id, confirmation.pk)
    assert not connection.in_atomic_block
    with transaction.atomic():
        confirmation.refresh_from_db()
    assert confirmation.attempts == 1
