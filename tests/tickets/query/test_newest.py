"""The newest tickets of a question as rows."""

import pytest

from helpdesk.accounts.actors import Actor, member_actor
from helpdesk.accounts.models import Membership, Workspace
from helpdesk.events.unit import unit_of_work
from helpdesk.http.keyset import Position
from tests.portal.desk.conftest import open_ticket
from tickets.models import Ticket
from tickets.query.newest import NewestTickets
from tickets.query.parse import parse
from tickets.search import index_ticket
from workflow.models import Queue


@pytest.fixture
def newest() -> NewestTickets:
    return NewestTickets("id", "created_at", "subject")


def subjects(newest: NewestTickets, actor: Actor, text: str, position: Position | None = None) -> list[str]:
    return [row["subject"] for row in newest.rows(actor, parse(text), limit=10, position=position)]


def three(as_carol: Actor, ticket: Ticket) -> list[Ticket]:
    """Indexed tickets: red apple, red pear, id."""
    made = [open_ticket(as_carol, ticket.requester, subject) for subject in ("red apple", "red pear", "id word 0")]
    with unit_of_work():
        for one in made:
            index_ticket(one.pk, one.workspace_id)
    return made


def test_each_question_gets_its_own_words(
    newest: NewestTickets, as_alice: Actor, as_carol: Actor, ticket: Ticket
) -> None:
    three(as_carol, ticket)
    assert subjects(newest, as_alice, "apple red") == ["red apple"]
    assert subjects(newest, as_alice, "pear red") == ["red pear"]
    assert subjects(newest, as_alice, "red -pear") == ["red apple"]
    assert subjects(newest, as_alice, "red -apple") == ["red pear"]
    assert subjects(newest, as_alice, "app*") == ["red apple"]
    assert subjects(newest, as_alice, "pea*") == ["red pear"]
    assert subjects(newest, as_alice, "red red") == ["red pear", "red apple"]


def test_words_that_look_like_names_of_values_are_words(
    newest: NewestTickets, as_alice: Actor, as_carol: Actor, ticket: Ticket
) -> None:
    _, pear, named = three(as_carol, ticket)
    behind = Position(named.created_at, named.pk)
    assert subjects(newest, as_alice, 'id "word 0"') == subjects(newest, as_alice, "id channel:portal") == ["id word 0"]
    assert subjects(newest, as_alice, "id tag:none created_at", behind) == []
    assert subjects(newest, as_alice, "red", behind) == ["red pear", "red apple"]
    assert subjects(newest, as_alice, "red", Position(pear.created_at, pear.pk)) == ["red apple"]


def test_whoever_asks_gets_his_own_answer(
    newest: NewestTickets, as_alice: Actor, as_carol: Actor, adam: Membership, acme: Workspace, ticket: Ticket
) -> None:
    three(as_carol, ticket)
    assert len(subjects(newest, as_alice, "red")) == len(subjects(newest, member_actor(adam), "red")) == 2
    hidden = acme.queues.create(name="HR", access=Queue.Access.PRIVATE)
    acme.tickets.filter(subject="red pear").update(queue=hidden)
    assert subjects(newest, as_alice, "red") == ["red apple"]


def test_a_name_that_changes_is_looked_up_anew(
    newest: NewestTickets, as_alice: Actor, acme: Workspace, ticket: Ticket
) -> None:
    assert subjects(newest, as_alice, "queue:inbox") == ["Cannot sign in"]
    acme.queues.update(name="Letters")
    acme.queues.create(name="Inbox")
    assert subjects(newest, as_alice, "queue:inbox") == []
    assert subjects(newest, as_alice, "queue:letters") == ["Cannot sign in"]
