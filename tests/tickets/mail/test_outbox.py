"""One mail for one event, whatever happens to its handlers."""

from collections.abc import Callable
from typing import Any

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from helpdesk.accounts.actors import Actor, member_actor
from helpdesk.accounts.models import Customer, Membership
from helpdesk.events.models import Event
from helpdesk.events.unit import unit_of_work
from tests.tickets.mail.acts import assign, move, open_ticket, say
from tests.tickets.mail.conftest import Mails
from tickets.mail import outbox
from tickets.mail.handlers import confirm_ticket
from tickets.models import Ticket


@pytest.fixture
def busy_ticket(carol: Customer, as_carol: Actor, as_alice: Actor, alice: Membership, adam: Membership) -> Ticket:
    """A ticket to which everything happened that is mailed about."""
    ticket = open_ticket(as_carol, carol)
    assign(ticket, member_actor(adam), alice)
    say(ticket, as_alice, "Try again.")
    say(ticket, as_carol, "Works.")
    move(ticket, as_alice, "resolved")
    return ticket


def send_jobs() -> int:
    return ProcrastinateJob.objects.filter(task_name="tickets.send_mail").count()


def test_handlers_that_run_twice_leave_one_mail_one_job_and_one_link_each(
    busy_ticket: Ticket, handle: Callable[[Ticket], None]
) -> None:
    handle(busy_ticket)
    once = list(busy_ticket.outbound_mail.order_by("id").values())
    links = busy_ticket.magic_links.count()
    handle(busy_ticket)
    assert {mail["kind"] for mail in once} == {"confirmation", "assigned", "reply", "answered", "resolved"}
    assert list(busy_ticket.outbound_mail.order_by("id").values()) == once
    assert busy_ticket.magic_links.count() == links
    assert send_jobs() == len(once) == 5


def test_two_workers_at_the_same_event_leave_one_mail_and_one_link(
    ticket: Ticket, handle: Callable[[Ticket], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    handle(ticket)
    seen = outbox.already_queued
    answers = iter([False])  # the other worker's mail is not committed yet when this one looks

    def look(*args: Any) -> bool:
        return next(answers, None) is not False and seen(*args)

    monkeypatch.setattr(outbox, "already_queued", look)
    handle(ticket)
    assert ticket.outbound_mail.count() == 1
    assert ticket.magic_links.count() == 1
    assert send_jobs() == 1


def test_a_mail_and_its_job_vanish_with_the_transaction_that_fails(ticket: Ticket) -> None:
    event = Event.objects.get(subject_id=ticket.pk, type="ticket.created")

    def confirm_and_fail() -> None:
        with unit_of_work():
            confirm_ticket(event)
            assert send_jobs() == 1
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        confirm_and_fail()
    assert ticket.outbound_mail.count() == 0
    assert send_jobs() == 0


def test_the_event_of_an_erased_ticket_is_passed_over(ticket: Ticket) -> None:
    event = Event.objects.get(subject_id=ticket.pk, type="ticket.created")
    ticket.delete()
    with unit_of_work():
        confirm_ticket(event)
    assert send_jobs() == 0


def test_no_token_goes_to_members_or_into_mails_with_copies(
    as_carol: Actor, as_alice: Actor, carol: Customer, alice: Membership, adam: Membership, mails: Mails
) -> None:
    ticket = open_ticket(as_carol, carol, cc_emails=["dave@customer.example"])
    assign(ticket, member_actor(adam), alice)
    say(ticket, as_alice, "Try again.")
    say(ticket, as_carol, "Works.")
    move(ticket, as_alice, "resolved")
    found = mails(ticket)
    shared = [mail for mail in found if mail.cc or mail.to != carol.email]
    assert {mail.kind for mail in shared} == {"reply", "assigned", "answered"}
    for mail in shared:
        assert "?t=" not in mail.text + mail.html, mail.kind
        assert "eyJ" not in mail.text + mail.html, mail.kind
    assert all("?t=" in mail.text for mail in found if mail not in shared)
