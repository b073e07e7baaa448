"""Files that come with messages, and go with them."""

import io
from pathlib import Path
from typing import Any

import pytest

from helpdesk.accounts.actors import Actor, member_actor
from helpdesk.accounts.models import Membership
from helpdesk.events.models import Event
from helpdesk.events.unit import unit_of_work
from helpdesk.files.actions.begin_upload import begin_upload
from helpdesk.files.actions.store_bytes import store_bytes
from helpdesk.files.handlers import delete_bytes
from helpdesk.files.models import StoredFile
from helpdesk.files.store import Missing, file_store
from helpdesk.files.sweep import sweep_unused
from helpdesk.lib.errors import Invalid
from tests.files.conftest import article_file
from tickets.actions import add_comment, create_ticket, erase_customer, merge_tickets
from tickets.actions.continue_erasure import continue_erasure
from tickets.actions.erase_texts import erase_texts
from tickets.files import MAX_FILES
from tickets.models import Comment, Ticket


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path) -> None:
    settings.HELPDESK_HOME = tmp_path


def kept(actor: Actor, name: str = "log.txt", content: bytes = b"It broke.\n") -> StoredFile:
    """A finished file of the actor's."""
    with unit_of_work():
        return store_bytes(actor=actor, name=name, content=content, keep_original=True)


def say(ticket: Ticket, actor: Actor, *files: StoredFile, **options: Any) -> Comment:
    with unit_of_work():
        return add_comment(ticket, actor=actor, body="Look.", files=files, **options)


def ask(actor: Actor, ticket: Ticket, *files: StoredFile) -> Ticket:
    """One more ticket of the same customer."""
    with unit_of_work():
        return create_ticket(
            actor=actor, requester=ticket.requester, subject="More", body="See.", channel="portal", files=files
        )


def test_a_message_carries_its_files_in_the_order_given(ticket: Ticket, as_carol: Actor) -> None:
    files = [kept(as_carol, f"{number}.txt") for number in (2, 1, 3)]
    comment = say(ticket, as_carol, *files)
    rows = ticket.files.order_by("created_at", "id").select_related("file")
    assert [(row.comment_id, row.file.name) for row in rows] == [(comment.pk, f"{n}.txt") for n in (2, 1, 3)]


def test_a_request_carries_files_of_its_own(ticket: Ticket, as_carol: Actor) -> None:
    more = ask(as_carol, ticket, kept(as_carol))
    row = more.files.get()
    assert (row.comment, row.workspace_id) == (None, ticket.workspace_id)


def test_the_same_file_named_twice_is_carried_once(ticket: Ticket, as_carol: Actor) -> None:
    file = kept(as_carol)
    say(ticket, as_carol, file, file)
    assert ticket.files.count() == 1


def test_what_a_message_carries_is_not_swept(ticket: Ticket, as_carol: Actor) -> None:
    say(ticket, as_carol, kept(as_carol))
    StoredFile._base_manager.update(finished_at="2020-01-01T00:00Z")
    sweep_unused()
    assert ticket.files.get().file.name == "log.txt"


def foreign(ticket: Ticket, as_carol: Actor, alice: Membership, eve: Membership) -> StoredFile:
    return kept(member_actor(eve))


def a_members(ticket: Ticket, as_carol: Actor, alice: Membership, eve: Membership) -> StoredFile:
    return kept(member_actor(alice))


def unfinished(ticket: Ticket, as_carol: Actor, alice: Membership, eve: Membership) -> StoredFile:
    with unit_of_work():
        return begin_upload(actor=as_carol, name="a.txt", content_type="text/plain", size=3)


def on_another_message(ticket: Ticket, as_carol: Actor, alice: Membership, eve: Membership) -> StoredFile:
    file = kept(as_carol)
    say(ticket, as_carol, file)
    return file


def on_an_article(ticket: Ticket, as_carol: Actor, alice: Membership, eve: Membership) -> StoredFile:
    file = kept(as_carol)
    article_file(file)
    return file


@pytest.mark.parametrize("of", [foreign, a_members, unfinished, on_another_message, on_an_article])
def test_a_file_that_is_not_the_actors_to_send_is_refused(
    ticket: Ticket, as_carol: Actor, alice: Membership, eve: Membership, of: Any
) -> None:
    file = of(ticket, as_carol, alice, eve)
    said, asked = ticket.comments.count(), ticket.workspace.tickets.count()
    for attempt in (lambda: say(ticket, as_carol, kept(as_carol), file), lambda: ask(as_carol, ticket, file)):
        with pytest.raises(Invalid) as refused:
            attempt()
        assert refused.value.field == "files"
    assert (ticket.comments.count(), ticket.workspace.tickets.count()) == (said, asked)


def test_a_message_takes_ten_files(ticket: Ticket, as_carol: Actor) -> None:
    files = [kept(as_carol) for _ in range(MAX_FILES + 1)]
    with pytest.raises(Invalid, match="up to 10"):
        say(ticket, as_carol, *files)
    say(ticket, as_carol, *files[:MAX_FILES])
    assert ticket.files.count() == MAX_FILES


def test_files_go_along_when_tickets_are_merged(ticket: Ticket, as_carol: Actor, as_alice: Actor) -> None:
    source = ask(as_carol, ticket, kept(as_carol, "request.txt"))
    comment = say(source, as_carol, kept(as_carol, "comment.txt"))
    with unit_of_work():
        merge_tickets(source, actor=as_alice, into=ticket)
    assert not source.files.exists()
    request = ticket.comments.get(body="See.")
    found = dict(ticket.files.values_list("file__name", "comment_id"))
    assert found == {"request.txt": request.pk, "comment.txt": comment.pk}


def keys() -> list[str]:
    return list(StoredFile._base_manager.order_by("pk").values_list("key", flat=True))


def run_handlers() -> None:
    for event in Event.objects.filter(type="file.discarded"):
        delete_bytes(event)


def test_erased_texts_take_their_files_with_them(ticket: Ticket, as_carol: Actor, as_alice: Actor) -> None:
    say(ticket, as_carol, kept(as_carol))
    say(ticket, as_alice, kept(as_alice), is_internal=True)
    other = ask(as_carol, ticket, kept(as_carol, "stays.txt"))
    gone = keys()[:2]
    with unit_of_work():
        counts = erase_texts([ticket.pk], actor=as_alice)
    run_handlers()
    assert counts["files"] == 2
    assert not ticket.files.exists()
    for key in gone:
        with pytest.raises(Missing):
            file_store().open(key)
    with file_store().open(other.files.get().file.key) as content:
        assert io.BytesIO(content.read()).getvalue() == b"It broke.\n"


def test_an_erased_person_leaves_no_file_on_tickets_of_others(
    ticket: Ticket, as_carol: Actor, as_alice: Actor, alice: Membership
) -> None:
    comment = say(ticket, as_alice, kept(as_alice, "ours.txt"))
    theirs = say(ticket, as_carol, kept(as_carol, "theirs.txt"))
    bob = ticket.workspace.customers.create(email="bob@customer.example", name="Bob")
    Ticket._base_manager.filter(pk=ticket.pk).update(requester=bob)
    with unit_of_work():
        erasure = erase_customer(ticket.requester, actor=as_alice, address="carol@customer.example")
    for _ in range(20):
        with unit_of_work():
            if not continue_erasure(erasure):
                break
    assert list(ticket.files.values_list("comment_id", flat=True)) == [comment.pk]
    assert theirs.pk != comment.pk
    erasure.refresh_from_db()
    assert erasure.counts["files"] == 1
