"""split_comment: a message that asks for something else becomes a ticket of its own."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Customer, Workspace
from helpdesk.events.models import Event
from helpdesk.events.unit import unit_of_work
from helpdesk.files.actions.store_bytes import store_bytes
from helpdesk.files.models import StoredFile
from helpdesk.lib.errors import Conflict, Forbidden, Invalid, NotFound
from tests.tickets.actions.kit import another, events_of, fresh, hide, texts_of
from tests.together import at_once, failures
from tickets.actions import add_comment, merge_tickets, split_comment
from tickets.files import attach_files
from tickets.models import Comment, Ticket
from workflow.models import Queue


@pytest.fixture
def comment(ticket: Ticket, as_carol: Actor) -> Comment:
    """What Carol wrote afterwards."""
    with unit_of_work():
        return add_comment(ticket, actor=as_carol, body="By the way: the *invoice* is wrong.", body_format="markdown")


def split(comment: Comment, actor: Actor, subject: str = "") -> Ticket:
    with unit_of_work():
        return fresh(split_comment(comment, actor=actor, subject=subject))


def test_a_message_becomes_a_ticket_and_stays_where_it_was(
    as_alice: Actor, carol: Customer, ticket: Ticket, comment: Comment
) -> None:
    made = split(comment, as_alice, "Wrong invoice")
    assert (made.subject, made.body, made.body_format) == ("Wrong invoice", comment.body, "markdown")
    assert (made.requester_id, made.queue_id, made.status) == (carol.pk, ticket.queue_id, "open")
    assert texts_of(ticket) == [comment.body]
    link = made.links_out.get()
    assert (link.kind, link.target_id, link.comment_id) == ("split", ticket.pk, comment.pk)
    event = Event.objects.get(subject_id=ticket.pk, type="ticket.split")
    assert (event.data["ticket_id"], event.visibility) == (str(made.pk), "internal")


def test_our_own_message_is_the_requesters_and_the_subject_goes_along(
    as_alice: Actor, carol: Customer, ticket: Ticket
) -> None:
    with unit_of_work():
        ours = add_comment(ticket, actor=as_alice, body="We also noticed that your line is slow.")
    made = split(ours, as_alice)
    assert (made.requester_id, made.subject) == (carol.pk, ticket.subject)


def test_another_customers_message_is_that_customers(
    as_alice: Actor, as_dave: Actor, acme: Workspace, ticket: Ticket
) -> None:
    dave = acme.customers.get(email=as_dave.email)
    his = another(ticket, requester=dave, body="Me too")
    with unit_of_work():
        merge_tickets(his, actor=as_alice, into=ticket, confirmed=True)
    assert split(ticket.comments.get(), as_alice).requester_id == dave.pk


def test_it_stays_in_the_queue(as_alice: Actor, acme: Workspace, ticket: Ticket, comment: Comment) -> None:
    queue = Queue(workspace=acme, name="Returns")
    queue.save()
    Ticket._base_manager.filter(pk=ticket.pk).update(queue=queue)
    assert split(comment, as_alice).queue_id == queue.pk


def kept(actor: Actor, name: str) -> StoredFile:
    """A finished file of the actor's, inside the open unit of work."""
    return store_bytes(actor=actor, name=name, content=b"x\n", keep_original=True)


def test_its_files_go_along_and_all_others_stay(
    as_alice: Actor, as_carol: Actor, ticket: Ticket, settings: Any, tmp_path: Path
) -> None:
    settings.HELPDESK_HOME = tmp_path
    with unit_of_work():
        attach_files(ticket, [kept(as_carol, "request.txt")])
        add_comment(ticket, actor=as_carol, body="First.", files=[kept(as_carol, "first.txt")])
        files = [kept(as_carol, "invoice.txt"), kept(as_carol, "receipt.txt")]
        comment = add_comment(ticket, actor=as_carol, body="The invoice is wrong.", files=files)
    for _twice in range(2):
        made = split(comment, as_alice)
        rows = made.files.order_by("created_at", "id").select_related("file")
        assert [(row.file.name, row.comment_id, row.file_id) for row in rows] == [
            ("invoice.txt", None, files[0].pk),
            ("receipt.txt", None, files[1].pk),
        ]
        assert sorted(ticket.files.values_list("file__name", flat=True)) == ["first.txt", "request.txt"]


def test_a_split_that_is_refused_moves_no_file(
    as_alice: Actor, as_carol: Actor, ticket: Ticket, settings: Any, tmp_path: Path
) -> None:
    settings.HELPDESK_HOME = tmp_path
    with unit_of_work():
        comment = add_comment(ticket, actor=as_carol, body="See.", files=[kept(as_carol, "a.txt")])
    with pytest.raises(Invalid):
        split(comment, as_alice, "x" * 257)
    assert comment.files.get().ticket_id == ticket.pk


def test_repeating_gives_the_same_ticket(as_alice: Actor, acme: Workspace, ticket: Ticket, comment: Comment) -> None:
    first = split(comment, as_alice)
    assert split(comment, as_alice, "Another name").pk == first.pk
    assert acme.tickets.count() == 2
    assert events_of(ticket).count("ticket.split") == 1


def test_one_that_cannot_be_seen_any_more_is_not_made_again(as_alice: Actor, comment: Comment) -> None:
    hide(split(comment, as_alice))
    with pytest.raises(Conflict, match="you cannot see"):
        split(comment, as_alice)


def test_customers_split_nothing(changes_nothing: Callable, as_carol: Actor, comment: Comment) -> None:
    with pytest.raises(Forbidden):
        changes_nothing(lambda: split_comment(comment, actor=as_carol))


def test_a_note_is_not_shown_to_the_customer_that_way(
    changes_nothing: Callable, as_alice: Actor, ticket: Ticket
) -> None:
    with unit_of_work():
        note = add_comment(ticket, actor=as_alice, body="He is wrong", is_internal=True)
    with pytest.raises(Conflict, match="stays in the team"):
        changes_nothing(lambda: split_comment(note, actor=as_alice))


def test_a_message_of_a_hidden_or_foreign_ticket_is_not_found(
    as_alice: Actor, ticket: Ticket, comment: Comment, foreign_ticket: Ticket
) -> None:
    elsewhere = Comment(ticket=foreign_ticket)
    hide(ticket)
    for unseen in (comment, elsewhere, Comment(ticket=another(ticket))):
        with pytest.raises(NotFound):
            split(unseen, as_alice)


def test_a_bad_subject_is_refused(changes_nothing: Callable, as_alice: Actor, comment: Comment) -> None:
    for subject in ("x" * 257, "\x00", " \n", "\ud800"):
        with pytest.raises(Invalid) as refused:
            changes_nothing(lambda subject=subject: split_comment(comment, actor=as_alice, subject=subject))
        assert refused.value.field == "subject"


@pytest.mark.django_db(transaction=True)
def test_splitting_twice_at_once_makes_one(as_alice: Actor, acme: Workspace, comment: Comment) -> None:
    made = at_once(3, lambda _: split(comment, as_alice).pk)
    assert not failures(made)
    assert len(set(made)) == 1
    assert acme.tickets.count() == 2
