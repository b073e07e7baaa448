"""merge_tickets: two conversations become one, and nothing that was said is lost."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Customer, Membership, Workspace
from helpdesk.events.models import Event
from helpdesk.events.unit import unit_of_work
from helpdesk.lib.errors import Conflict, Forbidden, Invalid, NotFound
from tests.tickets.actions.kit import another, events_of, fresh, hide, make_customer, texts_of
from tests.together import at_once, failures
from tickets.actions import (
    add_comment,
    change_cc,
    change_status,
    change_tags,
    link_tickets,
    mark_spam,
    merge_tickets,
    watch_ticket,
)
from tickets.mail.handlers import mail_reply
from tickets.models import Ticket, TicketLink
from tickets.search import index_ticket


@pytest.fixture
def target(ticket: Ticket) -> Ticket:
    """Carol's second ticket."""
    return another(ticket)


def merge(ticket: Ticket, into: Ticket, actor: Actor, *, confirmed: bool = False) -> Ticket:
    with unit_of_work():
        merge_tickets(ticket, actor=actor, into=into, confirmed=confirmed)
    return fresh(into)


def say(ticket: Ticket, actor: Actor, body: str, *, is_internal: bool = False) -> None:
    with unit_of_work():
        add_comment(ticket, actor=actor, body=body, is_internal=is_internal)


def test_everything_said_goes_on_in_the_target_with_its_author_and_time(
    as_alice: Actor, as_carol: Actor, ticket: Ticket, target: Ticket
) -> None:
    say(ticket, as_carol, "First")
    say(target, as_alice, "Second")
    say(ticket, as_alice, "Third", is_internal=True)
    before = dict(ticket.comments.values_list("body", "created_at"))
    merged = merge(ticket, target, as_alice)
    assert texts_of(merged) == ["It says no.", "First", "Second", "Third"]
    assert texts_of(ticket) == []
    said = {comment.body: comment for comment in merged.comments.all()}
    assert {body: said[body].created_at for body in before} == before
    request = said["It says no."]
    assert (request.created_at, request.author_customer_id) == (ticket.created_at, ticket.requester_id)
    assert (request.author_name, request.is_internal, said["Third"].is_internal) == ("Carol", False, True)


def test_the_source_is_closed_and_leads_to_the_target_and_both_tell_of_it(
    as_alice: Actor, ticket: Ticket, target: Ticket
) -> None:
    merge(ticket, target, as_alice)
    source = fresh(ticket)
    assert (source.status, source.merged_into_id, source.body) == ("closed", target.pk, "It says no.")
    assert events_of(ticket)[-2:] == ["ticket.status_changed", "ticket.merged"]
    absorbed = Event.objects.get(subject_id=target.pk, type="ticket.absorbed")
    assert (absorbed.data["ticket_id"], absorbed.data["messages"]) == (str(ticket.pk), 1)
    assert fresh(target).version == absorbed.data["version"]


def test_copies_watchers_and_tags_are_joined(
    as_alice: Actor, alice: Membership, adam: Membership, ticket: Ticket, target: Ticket
) -> None:
    with unit_of_work():
        change_cc(ticket, actor=as_alice, to=["one@x.example", "both@x.example"])
        change_cc(target, actor=as_alice, to=["both@x.example"])
        change_tags(ticket, actor=as_alice, to=["a", "b"])
        change_tags(target, actor=as_alice, to=["b", "c"])
        for followed, member in ((ticket, alice), (ticket, adam), (target, alice)):
            watch_ticket(followed, actor=as_alice, member=member)
    merged = merge(ticket, target, as_alice)
    assert merged.cc_emails == ["both@x.example", "one@x.example"]
    assert merged.tags == ["b", "c", "a"]
    assert set(merged.watchers.values_list("member_id", flat=True)) == {alice.pk, adam.pk}


def test_links_move_along_except_where_they_would_lead_to_itself(
    as_alice: Actor, acme: Workspace, ticket: Ticket, target: Ticket
) -> None:
    part, whole = another(ticket), another(ticket)
    with unit_of_work():
        link_tickets(part, actor=as_alice, to=ticket, kind="child")
        link_tickets(ticket, actor=as_alice, to=whole, kind="child")
        link_tickets(ticket, actor=as_alice, to=target)
    merge(ticket, target, as_alice)
    links = set(acme.ticket_links.values_list("kind", "source_id", "target_id"))
    assert links == {
        ("child", part.pk, target.pk),
        ("child", target.pk, whole.pk),
        ("related", ticket.pk, target.pk),
    }


def test_a_link_that_would_make_a_circle_of_parts_stays_behind(
    as_alice: Actor, acme: Workspace, ticket: Ticket, target: Ticket
) -> None:
    middle = another(ticket)
    with unit_of_work():
        link_tickets(ticket, actor=as_alice, to=middle, kind="child")
    with unit_of_work():
        link_tickets(middle, actor=as_alice, to=target, kind="child")
    merge(ticket, target, as_alice)
    assert acme.ticket_links.filter(kind=TicketLink.Kind.CHILD, source=ticket, target=middle).exists()


def test_the_newest_message_and_the_longest_wait_are_the_targets_now(
    as_alice: Actor, as_carol: Actor, ticket: Ticket, target: Ticket
) -> None:
    say(target, as_alice, "Answered")
    say(ticket, as_carol, "Newest")
    merged = merge(ticket, target, as_alice)
    assert (merged.last_message, merged.last_message_kind) == ("Newest", "customer")
    assert merged.waiting_since == ticket.waiting_since
    assert merged.first_response_at is not None


def test_an_open_request_does_not_vanish_in_a_closed_one(as_alice: Actor, ticket: Ticket, target: Ticket) -> None:
    with unit_of_work():
        change_status(target, actor=as_alice, to="closed")
    merged = merge(ticket, target, as_alice)
    assert (merged.status, merged.closed_at, merged.waiting_since) == ("open", None, ticket.waiting_since)


def test_two_that_are_done_stay_done(as_alice: Actor, ticket: Ticket, target: Ticket) -> None:
    with unit_of_work():
        for each in (ticket, target):
            change_status(each, actor=as_alice, to="resolved")
    merged = merge(ticket, target, as_alice)
    assert (merged.status, merged.waiting_since) == ("resolved", None)


def test_another_customer_goes_into_copy_and_only_when_that_is_confirmed(
    changes_nothing: Callable, as_alice: Actor, acme: Workspace, ticket: Ticket
) -> None:
    dave = make_customer(acme, "dave@customer.example")
    target = another(ticket, requester=dave)
    with pytest.raises(Conflict, match="two customers") as refused:
        changes_nothing(lambda: merge_tickets(ticket, actor=as_alice, into=target))
    assert (refused.value.code, refused.value.hint) == (
        "other_requester", "Confirm that dave@customer.example may read both",
    )  # fmt: skip
    merged = merge(ticket, target, as_alice, confirmed=True)
    assert (merged.requester_id, merged.cc_emails) == (dave.pk, ["carol@customer.example"])


def test_repeating_changes_nothing(changes_nothing: Callable, as_alice: Actor, ticket: Ticket, target: Ticket) -> None:
    merge(ticket, target, as_alice)
    before = events_of(target)
    changes_nothing(lambda: merge_tickets(ticket, actor=as_alice, into=target))
    assert events_of(target) == before


def test_customers_merge_nothing(changes_nothing: Callable, as_carol: Actor, ticket: Ticket, target: Ticket) -> None:
    with pytest.raises(Forbidden):
        changes_nothing(lambda: merge_tickets(ticket, actor=as_carol, into=target))


def test_what_the_actor_does_not_see_is_neither_merged_nor_merged_into(
    changes_nothing: Callable, as_alice: Actor, carol: Customer, ticket: Ticket, target: Ticket, foreign_ticket: Ticket
) -> None:
    hidden, of_tests = hide(target), another(ticket, is_test=True)
    for unseen in (hidden, foreign_ticket, of_tests):
        with pytest.raises(NotFound):
            changes_nothing(lambda unseen=unseen: merge_tickets(ticket, actor=as_alice, into=unseen))
        with pytest.raises(NotFound):
            changes_nothing(lambda unseen=unseen: merge_tickets(unseen, actor=as_alice, into=ticket))


def test_not_into_itself(changes_nothing: Callable, as_alice: Actor, ticket: Ticket) -> None:
    with pytest.raises(Invalid, match="into itself"):
        changes_nothing(lambda: merge_tickets(ticket, actor=as_alice, into=ticket))


def test_not_in_a_circle_and_not_what_was_merged_before(as_alice: Actor, ticket: Ticket, target: Ticket) -> None:
    third = another(ticket)
    merge(ticket, target, as_alice)
    for source, into in ((target, ticket), (third, ticket), (ticket, third)):
        with pytest.raises(Conflict) as refused:
            merge(source, into, as_alice)
        assert (refused.value.code, refused.value.hint) == ("merged", f"Go on in {target.reference}")


def test_neither_end_is_spam(as_alice: Actor, ticket: Ticket, target: Ticket) -> None:
    with unit_of_work():
        mark_spam(target, actor=as_alice)
    for source, into in ((ticket, target), (target, ticket)):
        with pytest.raises(Conflict, match="spam"):
            merge(source, into, as_alice)


def test_more_copies_than_a_ticket_takes_are_refused(
    changes_nothing: Callable, as_alice: Actor, ticket: Ticket, target: Ticket
) -> None:
    with unit_of_work():
        change_cc(ticket, actor=as_alice, to=[f"a{n}@x.example" for n in range(11)])
        change_cc(target, actor=as_alice, to=[f"b{n}@x.example" for n in range(11)])
    with pytest.raises(Invalid) as refused:
        changes_nothing(lambda: merge_tickets(ticket, actor=as_alice, into=target))
    assert refused.value.field == "cc_emails"


def test_a_merged_ticket_takes_no_word_and_no_move(
    changes_nothing: Callable, as_alice: Actor, as_carol: Actor, ticket: Ticket, target: Ticket
) -> None:
    merge(ticket, target, as_alice)
    for actor in (as_alice, as_carol):
        with pytest.raises(Conflict, match="merged into another"):
            changes_nothing(lambda actor=actor: add_comment(ticket, actor=actor, body="Hello?"))
        with pytest.raises(Conflict, match="merged into another"):
            changes_nothing(lambda actor=actor: change_status(ticket, actor=actor, to="open"))


def test_whoever_does_not_see_the_target_is_not_told_which_it_is(
    as_alice: Actor, ticket: Ticket, target: Ticket
) -> None:
    merge(ticket, target, as_alice)
    hide(target)
    with pytest.raises(Conflict) as refused, unit_of_work():
        add_comment(ticket, actor=as_alice, body="Hello?")
    assert refused.value.hint == ""


def test_a_reply_that_was_on_its_way_still_reaches_its_customer(
    as_alice: Actor, acme: Workspace, ticket: Ticket
) -> None:
    target = another(ticket, requester=make_customer(acme, "dave@customer.example"))
    say(ticket, as_alice, "On its way")
    merge(ticket, target, as_alice, confirmed=True)
    with unit_of_work():
        mail_reply(Event.objects.get(subject_id=ticket.pk, type="ticket.comment_added"))
    mail = acme.outbound_mail.get()
    assert (mail.to, "On its way" in mail.text) == ("carol@customer.example", True)


def test_what_was_said_is_found_in_the_target(as_alice: Actor, ticket: Ticket, target: Ticket) -> None:
    say(ticket, as_alice, "Zanzibar")
    merge(ticket, target, as_alice)
    for each in (ticket, target):
        index_ticket(each.pk, each.workspace_id)
    with connection.cursor() as cursor:
        cursor.execute("SELECT ticket_id FROM tickets_searchentry WHERE document @@ 'zanzibar'::tsquery")
        assert cursor.fetchall() == [(target.pk,)]


@pytest.mark.django_db(transaction=True)
def test_of_two_opposite_merges_at_once_one_is_done(as_alice: Actor, ticket: Ticket, target: Ticket) -> None:
    pairs = [(ticket, target), (target, ticket)]
    results = at_once(2, lambda index: merge(*pairs[index], as_alice))
    (refused,) = failures(results)
    assert isinstance(refused, Conflict)
    left = [one for one in (fresh(ticket), fresh(target)) if one.merged_into_id is None]
    assert len(left) == 1
    assert left[0].comments.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_ring_of_merges_at_once_leaves_one_ticket(as_alice: Actor, ticket: Ticket, target: Ticket) -> None:
    ring = [ticket, target, another(ticket)]
    refused = failures(at_once(3, lambda index: merge(ring[index], ring[(index + 1) % 3], as_alice)))
    assert all(isinstance(one, Conflict) for one in refused)
    assert refused
    assert any(fresh(one).merged_into_id is None for one in ring)


@pytest.mark.django_db(transaction=True)
def test_a_reply_sent_at_the_moment_of_the_merge_is_in_the_target_or_refused(
    as_alice: Actor, as_carol: Actor, ticket: Ticket, target: Ticket
) -> None:
    acts: list[Callable[[], Any]] = [lambda: merge(ticket, target, as_alice), lambda: say(ticket, as_carol, "Just now")]
    refused = failures(at_once(2, lambda index: acts[index]()))
    assert texts_of(ticket) == []
    assert ("Just now" in texts_of(target)) is not bool(refused)
