"""add_comment: public replies and internal notes."""

import datetime
from collections.abc import Callable

import pytest

from helpdesk.accounts.actors import Actor, system_actor
from helpdesk.accounts.models import Workspace
from helpdesk.events.models import Event
from helpdesk.events.unit import unit_of_work
from helpdesk.http.database import run_with_retries
from helpdesk.lib.errors import Forbidden, Invalid, NotFound, Stale
from tests.tickets.actions.kit import events_of, fresh
from tests.together import at_once, failures
from tickets.actions import add_comment, change_priority, change_status, create_ticket
from tickets.models import Ticket


def test_a_reply_is_signed_and_stops_the_wait(as_alice: Actor, ticket: Ticket) -> None:
    with unit_of_work() as unit:
        comment = add_comment(ticket, actor=as_alice, body=" Try again. ")
    now = fresh(ticket)
    assert (comment.body, comment.author_name, comment.author_email) == (" Try again. ", "Alice", "alice@acme.example")
    assert (comment.author_kind, comment.author_member_id, comment.author_customer_id) == ("member", as_alice.id, None)
    assert (now.waiting_since, now.first_response_at, now.last_message) == (None, unit.now, "Try again.")
    assert (now.version, now.updated_at) == (2, unit.now)


def test_the_first_response_is_the_first(as_alice: Actor, ticket: Ticket) -> None:
    with unit_of_work() as first:
        add_comment(ticket, actor=as_alice, body="one")
    with unit_of_work():
        add_comment(ticket, actor=as_alice, body="two")
    assert fresh(ticket).first_response_at == first.now


def test_the_wait_counts_from_the_oldest_unanswered_message(as_carol: Actor, ticket: Ticket) -> None:
    with unit_of_work() as unit:
        unit.now += datetime.timedelta(hours=1)
        add_comment(ticket, actor=as_carol, body="Hello?")
    assert fresh(ticket).waiting_since == ticket.created_at


def test_a_note_is_unseen_by_customers_and_answers_nobody(as_alice: Actor, as_carol: Actor, ticket: Ticket) -> None:
    with unit_of_work():
        add_comment(ticket, actor=as_alice, body="A bit rude, isn't she?", is_internal=True)
    now = fresh(ticket)
    assert (now.waiting_since, now.first_response_at, now.last_message) == (ticket.created_at, None, "It says no.")
    assert now.version == 2
    assert not now.comments.visible_to(as_carol).exists()
    assert Event.objects.get(subject_id=ticket.pk, type="ticket.comment_added").visibility == "internal"


def test_the_log_keeps_no_text(as_alice: Actor, ticket: Ticket) -> None:
    with unit_of_work():
        comment = add_comment(ticket, actor=as_alice, body="S3cret")
    data = Event.objects.get(subject_id=ticket.pk, type="ticket.comment_added").data
    assert data == {"comment_id": str(comment.pk), "is_internal": False, "author_kind": "member", "version": 2}


@pytest.mark.parametrize("status", ["pending", "resolved", "closed"])
def test_a_customers_answer_reopens(as_alice: Actor, as_carol: Actor, ticket: Ticket, status: str) -> None:
    with unit_of_work():
        add_comment(ticket, actor=as_alice, body="Done?")
        change_status(ticket, actor=as_alice, to=status)
    with unit_of_work() as unit:
        add_comment(ticket, actor=as_carol, body="No")
    now = fresh(ticket)
    assert (now.status, now.resolved_at, now.closed_at, now.waiting_since) == ("open", None, None, unit.now)
    assert events_of(ticket)[-2:] == ["ticket.comment_added", "ticket.status_changed"]


@pytest.mark.parametrize("is_internal", [True, False])
def test_our_own_words_leave_a_closed_ticket_closed(as_alice: Actor, ticket: Ticket, is_internal: bool) -> None:
    with unit_of_work():
        change_status(ticket, actor=as_alice, to="closed")
        add_comment(ticket, actor=as_alice, body="For the record", is_internal=is_internal)
    assert fresh(ticket).status == "closed"


def test_customers_cannot_write_notes(changes_nothing: Callable, as_carol: Actor, ticket: Ticket) -> None:
    with pytest.raises(Forbidden):
        changes_nothing(lambda: add_comment(ticket, actor=as_carol, body="psst", is_internal=True))


def test_strangers_and_other_workspaces_find_no_ticket(
    changes_nothing: Callable, as_dave: Actor, as_gus: Actor, globex: Workspace, ticket: Ticket
) -> None:
    for actor in (as_dave, as_gus, system_actor(globex)):
        with pytest.raises(NotFound):
            changes_nothing(lambda actor=actor: add_comment(ticket, actor=actor, body="hi"))
    assert not ticket.comments.exists()


@pytest.mark.parametrize("body", ["", " \n\t", "x" * 100_001, "a\x00", "\udfff"])
def test_a_bad_text_is_refused(changes_nothing: Callable, as_alice: Actor, ticket: Ticket, body: str) -> None:
    with pytest.raises(Invalid) as refused:
        changes_nothing(lambda: add_comment(ticket, actor=as_alice, body=body))
    assert refused.value.field == "body"


def test_a_stale_writer_is_told_what_came_in_between(as_alice: Actor, as_carol: Actor, ticket: Ticket) -> None:
    with unit_of_work():
        change_priority(ticket, actor=as_alice, to="high")
        add_comment(ticket, actor=as_alice, body="note", is_internal=True)
    with pytest.raises(Stale) as refused, unit_of_work():
        add_comment(ticket, actor=as_alice, body="late", expected_version=1)
    assert refused.value.current_version == 3
    assert [(row["type"], row["version"]) for row in refused.value.changed] == [
        ("ticket.priority_changed", 2),
        ("ticket.comment_added", 3),
    ]
    with pytest.raises(Stale) as refused, unit_of_work():
        add_comment(ticket, actor=as_carol, body="late", expected_version=1)
    assert [row["type"] for row in refused.value.changed] == ["ticket.priority_changed"]
    with unit_of_work():
        add_comment(ticket, actor=as_alice, body="in time", expected_version=3)


def test_several_verbs_of_one_unit_are_held_against_the_version_once(as_alice: Actor, ticket: Ticket) -> None:
    with unit_of_work():
        add_comment(ticket, actor=as_alice, body="one", expected_version=1)
        change_status(ticket, actor=as_alice, to="pending", expected_version=1)
    assert fresh(ticket).version == 3


@pytest.mark.django_db(transaction=True)
def test_twenty_comments_at_once_are_twenty_comments_and_versions(as_carol: Actor, ticket: Ticket) -> None:
    def comment(index: int) -> None:
        with unit_of_work():
            add_comment(ticket, actor=as_carol, body=f"number {index}")

    assert failures(at_once(20, comment)) == []
    assert (ticket.comments.count(), fresh(ticket).version) == (20, 21)


@pytest.mark.django_db(transaction=True)
def test_two_tickets_taken_in_opposite_order_are_both_changed(as_carol: Actor, as_alice: Actor, ticket: Ticket) -> None:
    with unit_of_work():
        requester = ticket.requester
        other = create_ticket(actor=as_carol, requester=requester, subject="s", body="b", channel="portal")

    def work(index: int) -> None:
        pair = (ticket, other) if index % 2 else (other, ticket)

        def once() -> None:
            with unit_of_work():
                add_comment(pair[0], actor=as_alice, body="x")
                change_status(pair[1], actor=as_alice, to="pending" if index % 4 < 2 else "open")

        run_with_retries(once)

    assert failures(at_once(4, work)) == []
    assert ticket.comments.count() + other.comments.count() == 4
