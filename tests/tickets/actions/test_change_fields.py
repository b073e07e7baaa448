"""change_priority, change_subject and change_tags: one field each, and nothing lost between them."""

from collections.abc import Callable
from typing import Any

import pytest

from helpdesk.accounts.actors import Actor
from helpdesk.events.models import Event
from helpdesk.events.unit import unit_of_work
from helpdesk.lib.errors import Forbidden, Invalid, NotFound, Stale
from tests.tickets.actions.kit import fresh
from tests.together import at_once, failures
from tickets.actions import change_priority, change_subject, change_tags
from tickets.models import Ticket

VERBS = [(change_priority, "priority", "high"), (change_subject, "subject", "New"), (change_tags, "tags", ["a", "b"])]
each_verb = pytest.mark.parametrize(("verb", "field", "value"), VERBS)


@each_verb
def test_the_field_changes_and_nothing_else(
    as_alice: Actor, ticket: Ticket, verb: Callable, field: str, value: Any
) -> None:
    before = Ticket._base_manager.filter(pk=ticket.pk).values().get()
    with unit_of_work() as unit:
        verb(ticket, actor=as_alice, to=value)
    after = Ticket._base_manager.filter(pk=ticket.pk).values().get()
    assert after == before | {field: value, "version": 2, "updated_at": unit.now}


@each_verb
def test_repeating_changes_nothing(
    changes_nothing: Callable, as_alice: Actor, ticket: Ticket, verb: Callable, field: str, value: Any
) -> None:
    with unit_of_work():
        verb(ticket, actor=as_alice, to=value)
    changes_nothing(lambda: verb(ticket, actor=as_alice, to=value))


@each_verb
def test_customers_may_not(
    changes_nothing: Callable, as_carol: Actor, ticket: Ticket, verb: Callable, field: str, value: Any
) -> None:
    with pytest.raises(Forbidden):
        changes_nothing(lambda: verb(ticket, actor=as_carol, to=value))


@each_verb
def test_a_foreign_ticket_is_not_found(
    as_alice: Actor, foreign_ticket: Ticket, verb: Callable, field: str, value: Any
) -> None:
    with pytest.raises(NotFound), unit_of_work():
        verb(foreign_ticket, actor=as_alice, to=value)
    assert fresh(foreign_ticket).version == 1


@each_verb
def test_a_stale_writer_is_refused(
    changes_nothing: Callable, as_alice: Actor, ticket: Ticket, verb: Callable, field: str, value: Any
) -> None:
    with unit_of_work():
        change_tags(ticket, actor=as_alice, to=["meanwhile"])
    with pytest.raises(Stale) as refused:
        changes_nothing(lambda: verb(ticket, actor=as_alice, to=value, expected_version=1))
    assert [row["type"] for row in refused.value.changed] == ["ticket.tags_changed"]


@pytest.mark.parametrize(
    ("verb", "value", "field"),
    [
        (change_priority, "normal", "priority"),
        (change_priority, "", "priority"),
        (change_subject, "", "subject"),
        (change_subject, "x" * 257, "subject"),
        (change_subject, "\x00", "subject"),
        (change_tags, [""], "tags"),
        (change_tags, ["\r\n"], "tags"),
        (change_tags, ["x"] * 3 + ["\udfff"], "tags"),
    ],
)
def test_bad_values_are_refused(
    changes_nothing: Callable, as_alice: Actor, ticket: Ticket, verb: Callable, value: Any, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        changes_nothing(lambda: verb(ticket, actor=as_alice, to=value))
    assert refused.value.field == field


@pytest.mark.parametrize(("verb", "value"), [(change_subject, "S3cret"), (change_tags, ["S3cret"])])
def test_texts_go_into_a_revision_that_can_be_erased(
    as_alice: Actor, ticket: Ticket, verb: Callable, value: Any
) -> None:
    with unit_of_work():
        verb(ticket, actor=as_alice, to=value)
    event = Event.objects.filter(subject_id=ticket.pk).latest("id")
    revision = ticket.revisions.get(pk=event.data["revision"])
    assert revision.after == value
    assert "S3cret" not in str(event.data)


def test_the_order_of_tags_is_no_change(changes_nothing: Callable, as_alice: Actor, ticket: Ticket) -> None:
    with unit_of_work():
        change_tags(ticket, actor=as_alice, to=["a", "b"])
    changes_nothing(lambda: change_tags(ticket, actor=as_alice, to=["b", "a", "b"]))


@pytest.mark.django_db(transaction=True)
def test_two_changes_of_different_fields_at_once_both_stay(as_alice: Actor, ticket: Ticket) -> None:
    for turn in range(20):

        def write(index: int, turn: int = turn) -> None:
            with unit_of_work():
                if index:
                    change_tags(ticket, actor=as_alice, to=[f"turn-{turn}"])
                else:
                    change_priority(ticket, actor=as_alice, to="low" if turn % 2 else "high")

        assert failures(at_once(2, write)) == []
        now = fresh(ticket)
        assert (now.tags, now.priority) == ([f"turn-{turn}"], "low" if turn % 2 else "high")
    assert fresh(ticket).version == 41
