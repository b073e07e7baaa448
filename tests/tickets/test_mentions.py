"""Colleagues named in a note."""

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.accounts.actors import Actor, member_actor
from helpdesk.accounts.models import Membership
from helpdesk.events.models import Event
from helpdesk.events.unit import unit_of_work
from tests.cast import join
from tickets.actions import add_comment
from tickets.mentions import MOST_MENTIONED, Person, directory_of, handles_of, meant, mentioned_in, people_of, words_of
from tickets.models import Ticket

ALICE = Person(uuid.uuid4(), "Alice Doe", "alice.doe@acme.example")
OTHER_ALICE = Person(uuid.uuid4(), "Alice Roe", "roe@acme.example")
BOB = Person(uuid.uuid4(), "Jürgen O'Hara", "bob+work@acme.example")
ALL = [ALICE, OTHER_ALICE, BOB]


def named(text: str, people: list[Person] = ALL) -> list[Person | None]:
    return [meant(words, directory_of(people)) for words in words_of(text)]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("@Jürgen look", BOB),
        ("ask @jürgen.", BOB),
        ("(@jürgen)", BOB),
        ("@bob+work", BOB),
        ("@BOB+WORK@acme.example,", BOB),
        ("@alice.doe", ALICE),
        ("@alice.doe...", ALICE),
        ("@[Alice  Roe]", OTHER_ALICE),
        ('@"alice roe" please', OTHER_ALICE),
        ("@alice", None),
        ("@nobody", None),
    ],
)
def test_a_spelling_means_one_person_or_nobody(text: str, person: Person | None) -> None:
    assert named(text) == [person]


@pytest.mark.parametrize(
    "text", ["mail jürgen@acme.example", "`@jürgen`", "```\n@jürgen\n```", "@", "@ jürgen", "a@@b"]
)
def test_addresses_and_code_name_nobody(text: str) -> None:
    assert BOB not in named(text)


def test_the_offered_word_is_the_shortest_that_is_theirs_alone() -> None:
    assert handles_of(ALL) == [("Alice Doe", "alice.doe"), ("Alice Roe", "roe"), ("Jürgen O'Hara", "jürgen")]
    assert handles_of([ALICE, BOB])[0] == ("Alice Doe", "alice")
    confusing = [Person(uuid.uuid4(), "Roe", "x@acme.example"), OTHER_ALICE]
    assert handles_of(confusing) == [("Roe", "x"), ("Alice Roe", "alice")]


@given(
    st.lists(
        st.builds(Person, st.uuids(), st.text(max_size=20), st.emails()),
        max_size=6,
        unique_by=lambda p: p.email.casefold(),
    )
)
def test_the_offered_word_always_leads_back(people: list[Person]) -> None:
    directory = directory_of(people)
    for person, (_name, handle) in zip(people, handles_of(people), strict=True):
        assert meant([handle], directory) in (person, None)
        if handle != person.email.casefold():
            assert named(f"Ask @{handle}.", people) == [person]


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    named(text)


def test_the_event_of_a_note_names_ids(ticket: Ticket, as_alice: Actor, adam: Membership) -> None:
    with unit_of_work():
        add_comment(ticket, actor=as_alice, body="@adam and @nobody", is_internal=True)
    data = Event.objects.get(subject_id=ticket.pk, type="ticket.comment_added").data
    assert data["mentioned"] == [str(adam.pk)]


def test_a_reply_mentions_nobody(ticket: Ticket, as_alice: Actor, adam: Membership) -> None:
    with unit_of_work():
        add_comment(ticket, actor=as_alice, body="@adam will call you")
    assert "mentioned" not in Event.objects.get(subject_id=ticket.pk, type="ticket.comment_added").data


def test_only_who_sees_the_ticket_can_be_named(private_ticket: Ticket, adam: Membership, alice: Membership) -> None:
    assert [person.id for person in people_of(private_ticket)] == [adam.pk]
    with unit_of_work():
        add_comment(private_ticket, actor=member_actor(adam), body="@alice", is_internal=True)
    assert "mentioned" not in Event.objects.get(subject_id=private_ticket.pk, type="ticket.comment_added").data


def test_who_left_and_strangers_cannot_be_named(ticket: Ticket, adam: Membership, eve: Membership) -> None:
    adam.is_active = False
    adam.save()
    assert mentioned_in(ticket, f"@adam @{eve.user.email}") == []


def test_a_note_mentions_twenty_at_most(ticket: Ticket) -> None:
    for number in range(MOST_MENTIONED + 1):
        join(ticket.workspace, f"Agent{number}", "agent")
    text = " ".join(f"@agent{number}" for number in range(MOST_MENTIONED + 1))
    assert len(mentioned_in(ticket, text)) == MOST_MENTIONED
