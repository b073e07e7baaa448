"""Search over everything said on tickets."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from helpdesk.accounts.actors import Actor, system_actor
from helpdesk.accounts.models import Customer, Workspace
from helpdesk.events.unit import unit_of_work
from helpdesk.lib.text import fold
from tickets import search
from tickets.actions import add_comment, change_subject, change_tags, create_ticket
from tickets.models import Ticket
from tickets.query.find import find_tickets
from tickets.query.parse import parse
from tickets.search import index_ticket


def index(ticket: Ticket) -> None:
    with unit_of_work():
        index_ticket(ticket.pk, ticket.workspace_id)


@pytest.fixture
def write(as_carol: Actor, carol: Customer) -> Callable[..., Ticket]:
    """A ticket with these texts, indexed."""

    def make(subject: str, body: str = "nothing", **kwargs: Any) -> Ticket:
        with unit_of_work():
            texts = {"subject": subject, "body": body, **kwargs}
            made = create_ticket(actor=as_carol, requester=carol, channel="portal", **texts)
        index(made)
        return made

    return make


def found(workspace: Workspace, words: str) -> list[str]:
    """The subjects that are found, oldest first."""
    return [ticket.subject for ticket in find_tickets(system_actor(workspace), parse(words)).order_by("number")]


def test_subject_body_tags_comments_and_requester_are_found(acme: Workspace, as_alice: Actor, write: Callable) -> None:
    ticket = write("Printer", "smokes", tags=["hardware"], custom={"order": "PO-4711", "more": [{"floor": 12}, True]})
    with unit_of_work():
        add_comment(ticket, actor=as_alice, body="Unplug it")
        add_comment(ticket, actor=as_alice, body="psst", is_internal=True)
    assert found(acme, "unplug") == []
    index(ticket)
    by_requester = ("carol", '"carol@customer.example"', "customer.example")
    for word in (
        "printer",
        "PRINTER",
        "smo*",
        "hardware",
        "unplug",
        "psst",
        '"tkt-0001"',
        "PO-4711",
        "12",
        *by_requester,
    ):
        assert found(acme, word) == ["Printer"], word
    assert found(acme, "scanner") == []


def test_several_words_phrases_and_exclusions(acme: Workspace, write: Callable) -> None:
    write("red apple", "sweet")
    write("apple red", "sour")
    assert found(acme, "apple red") == ["red apple", "apple red"]
    assert found(acme, '"red apple"') == ["red apple"]
    assert found(acme, "apple -sour") == ["red apple"]
    assert found(acme, "apple pear") == []


@pytest.mark.parametrize(
    ("written", "asked"), [("Müller", "muller"), ("naïve", "NAIVE"), ("cafe", "café"), ("ﬁle", "file")]
)
def test_accents_and_case_do_not_matter(acme: Workspace, write: Callable, written: str, asked: str) -> None:
    write(written)
    assert found(acme, asked) == [written]


def test_what_was_changed_away_is_not_found(acme: Workspace, as_alice: Actor, write: Callable) -> None:
    ticket = write("Before", tags=["old"])
    with unit_of_work():
        change_subject(ticket, actor=as_alice, to="After")
        change_tags(ticket, actor=as_alice, to=["new"])
    index(ticket)
    index(ticket)
    assert [found(acme, word) for word in ("before", "old", "after", "new")] == [[], [], ["After"], ["After"]]


def test_a_ticket_longer_than_the_index_is_found_by_its_beginning(
    acme: Workspace, as_alice: Actor, write: Callable
) -> None:
    ticket = write("long", "word " * 19_990)
    with unit_of_work():
        for block in range(4):
            add_comment(ticket, actor=as_alice, body=" ".join(chr(0x20000 + block * 9000 + i) for i in range(9000)))
    index(ticket)
    assert found(acme, "long") == ["long"]


def test_folding_keeps_to_one_spelling() -> None:
    assert fold("ÀÉÎÕÜ ß ﬁ \x00\ud800") == "aeiou ß fi "


@pytest.mark.django_db(transaction=True)
def test_of_two_that_index_at_once_the_later_reading_stays(
    acme: Workspace, as_alice: Actor, write: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticket = write("race")
    has_read, may_write = threading.Event(), threading.Event()

    def slow_fold(text: str) -> str:
        if threading.current_thread() is slow:
            has_read.set()
            may_write.wait(1)
        return fold(text)

    def index_slowly() -> None:
        index(ticket)
        connection.close()

    slow = threading.Thread(target=index_slowly)
    monkeypatch.setattr(search, "fold", slow_fold)
    slow.start()
    assert has_read.wait(10)

    def comment_and_index() -> None:
        with unit_of_work():
            add_comment(ticket, actor=as_alice, body="latest")
        index(ticket)
        may_write.set()
        connection.close()

    quick = threading.Thread(target=comment_and_index)
    quick.start()
    quick.join(20)
    slow.join(20)
    monkeypatch.setattr(search, "fold", fold)
    assert found(acme, "latest") == ["race"]
