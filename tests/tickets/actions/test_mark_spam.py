"""mark_spam and unmark_spam, and what a blocked customer sends."""

from collections.abc import Callable

import pytest

from helpdesk.accounts.actors import Actor, member_actor
from helpdesk.accounts.models import Customer, Membership, Workspace
from helpdesk.events.models import Event
from helpdesk.events.unit import unit_of_work
from helpdesk.lib.errors import Conflict, Forbidden, NotFound, Stale
from tests.tickets.actions.kit import another, events_of, fresh, hide
from tests.together import at_once, failures
from tickets.actions import (
    add_comment,
    assign_ticket,
    change_priority,
    change_status,
    create_ticket,
    mark_spam,
    unmark_spam,
)
from tickets.mail.handlers import confirm_ticket
from tickets.models import OutboundMail, Ticket
from tickets.notices.handlers import tell_new_assignee
from tickets.tallies import figures


def mark(ticket: Ticket, actor: Actor) -> Ticket:
    with unit_of_work():
        mark_spam(ticket, actor=actor)
    return fresh(ticket)


def send(actor: Actor, requester: Customer) -> Ticket:
    with unit_of_work():
        return create_ticket(actor=actor, requester=requester, subject="Win", body="Click", channel="portal")


@pytest.fixture
def blocked(carol: Customer) -> Customer:
    carol.is_blocked = True
    carol.save()
    return carol


def test_spam_is_closed_and_comes_back_open(as_alice: Actor, ticket: Ticket) -> None:
    spam = mark(ticket, as_alice)
    assert (spam.status, spam.is_spam) == ("closed", True)
    with unit_of_work():
        unmark_spam(ticket, actor=as_alice)
    assert (fresh(ticket).status, fresh(ticket).is_spam) == ("open", False)
    assert events_of(ticket)[1:] == [
        "ticket.status_changed", "ticket.marked_spam", "ticket.unmarked_spam", "ticket.status_changed",
    ]  # fmt: skip


def test_repeating_changes_nothing(changes_nothing: Callable, as_alice: Actor, ticket: Ticket) -> None:
    changes_nothing(lambda: unmark_spam(ticket, actor=as_alice))
    mark(ticket, as_alice)
    changes_nothing(lambda: mark_spam(ticket, actor=as_alice))


def test_what_its_sender_writes_is_kept_and_opens_nothing(as_alice: Actor, as_carol: Actor, ticket: Ticket) -> None:
    mark(ticket, as_alice)
    with unit_of_work():
        add_comment(ticket, actor=as_carol, body="Still me")
    with unit_of_work():
        change_status(ticket, actor=as_carol, to="open")
    assert (fresh(ticket).status, ticket.comments.count()) == ("closed", 1)


def test_the_team_neither_answers_nor_moves_it_but_may_note(
    changes_nothing: Callable, as_alice: Actor, ticket: Ticket
) -> None:
    mark(ticket, as_alice)
    with pytest.raises(Conflict, match="marked as spam"):
        changes_nothing(lambda: add_comment(ticket, actor=as_alice, body="Dear sender"))
    with pytest.raises(Conflict, match="marked as spam"):
        changes_nothing(lambda: change_status(ticket, actor=as_alice, to="open"))
    with unit_of_work():
        add_comment(ticket, actor=as_alice, body="The third of these", is_internal=True)


def test_nobody_gets_mail_about_spam(as_alice: Actor, adam: Membership, ticket: Ticket) -> None:
    mark(ticket, as_alice)
    with unit_of_work():
        assign_ticket(ticket, actor=as_alice, to=adam)
    with unit_of_work():
        confirm_ticket(Event.objects.get(subject_id=ticket.pk, type="ticket.created"))
        tell_new_assignee(Event.objects.get(subject_id=ticket.pk, type="ticket.assigned"))
    assert not OutboundMail.objects.across_workspaces("a test counts everything").exists()


def test_what_a_blocked_customer_sends_is_spam_at_once(
    blocked: Customer, as_carol: Actor, as_alice: Actor, acme: Workspace
) -> None:
    sent = send(as_carol, blocked)
    assert (sent.status, sent.is_spam, fresh(sent).is_spam) == ("closed", True, True)
    with unit_of_work():
        confirm_ticket(Event.objects.get(subject_id=sent.pk, type="ticket.created"))
    assert not acme.outbound_mail.exists()
    assert figures(as_alice).by_status["closed"] == 1


def test_a_blocked_customer_reopens_nothing(as_alice: Actor, blocked: Customer, as_carol: Actor) -> None:
    with unit_of_work():
        asked = create_ticket(
            actor=as_alice, requester=blocked, subject="By telephone", body="He asked.", channel="desk"
        )
    assert not fresh(asked).is_spam
    with unit_of_work():
        change_status(asked, actor=as_alice, to="resolved")
    with unit_of_work():
        add_comment(asked, actor=as_carol, body="And another thing")
    assert fresh(asked).status == "resolved"


def test_customers_mark_nothing(changes_nothing: Callable, as_carol: Actor, ticket: Ticket) -> None:
    for verb in (mark_spam, unmark_spam):
        with pytest.raises(Forbidden):
            changes_nothing(lambda verb=verb: verb(ticket, actor=as_carol))


def test_a_hidden_or_foreign_ticket_is_not_found(as_alice: Actor, ticket: Ticket, foreign_ticket: Ticket) -> None:
    for unseen in (hide(ticket), foreign_ticket, another(ticket, is_test=True)):
        for verb in (mark_spam, unmark_spam):
            with pytest.raises(NotFound), unit_of_work():
                verb(unseen, actor=as_alice)


def test_a_stale_writer_is_refused(changes_nothing: Callable, as_alice: Actor, ticket: Ticket) -> None:
    with unit_of_work():
        change_priority(ticket, actor=as_alice, to="urgent")
    for verb in (mark_spam, unmark_spam):
        with pytest.raises(Stale):
            changes_nothing(lambda verb=verb: verb(ticket, actor=as_alice, expected_version=1))


@pytest.mark.django_db(transaction=True)
def test_marking_twice_at_once_is_marking_once(as_alice: Actor, alice: Membership, ticket: Ticket) -> None:
    assert not failures(at_once(3, lambda _: mark(ticket, member_actor(alice))))
    assert events_of(ticket).count("ticket.marked_spam") == 1
