"""change_type and change_custom."""

from collections.abc import Callable
from typing import Any

import pytest

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Workspace
from helpdesk.events.models import Event
from helpdesk.events.unit import unit_of_work
from helpdesk.lib.errors import Forbidden, Invalid, NotFound, Stale
from tests.tickets.actions.kit import fresh
from tests.together import at_once, failures
from tests.workflow.kit import do
from tickets.actions import change_custom, change_type, create_ticket, update_ticket
from tickets.models import Ticket
from workflow.actions.archive_type import archive_type
from workflow.actions.create_field import create_field
from workflow.models import TicketType


@pytest.fixture
def bug(acme: Workspace) -> TicketType:
    found: TicketType = acme.ticket_types.get(word="bug_report")
    return found


@pytest.fixture
def fields(as_alice: Actor) -> None:
    do(create_field, actor=as_alice, label="Order", kind="text")
    do(create_field, actor=as_alice, label="Amount", kind="number")


def test_a_type_is_set_and_taken_back(as_alice: Actor, ticket: Ticket, bug: TicketType) -> None:
    do(change_type, ticket, actor=as_alice, to=bug)
    assert (fresh(ticket).type_id, fresh(ticket).version) == (bug.pk, 2)
    do(change_type, ticket, actor=as_alice, to=None)
    assert fresh(ticket).type_id is None
    events = Event.objects.filter(subject_id=ticket.pk, type="ticket.type_changed").order_by("id")
    assert [(event.data["before"], event.data["after"]) for event in events] == [(None, bug.pk), (bug.pk, None)]


def test_values_are_merged_by_key(as_alice: Actor, ticket: Ticket, fields: None) -> None:
    do(change_custom, ticket, actor=as_alice, to={"order": "A-1", "amount": 3, "erp": {"id": [1, None]}})
    do(change_custom, ticket, actor=as_alice, to={"order": None, "amount": "4.5"})
    assert fresh(ticket).custom == {"amount": 4.5, "erp": {"id": [1, None]}}


def test_the_log_names_declared_fields_and_the_revision_holds_the_values(
    as_alice: Actor, ticket: Ticket, fields: None
) -> None:
    do(change_custom, ticket, actor=as_alice, to={"order": "S3cret", "Mr Miller": "S3cret"})
    event = Event.objects.get(subject_id=ticket.pk, type="ticket.custom_changed")
    assert event.data["keys"] == ["order"]
    assert "S3cret" not in str(event.data)
    assert "Miller" not in str(event.data)
    revision = ticket.revisions.get(pk=event.data["revision"])
    assert revision.before == {"order": None, "Mr Miller": None}
    assert revision.after == {"order": "S3cret", "Mr Miller": "S3cret"}


def test_repeating_changes_nothing(
    changes_nothing: Callable, as_alice: Actor, ticket: Ticket, bug: TicketType, fields: None
) -> None:
    changes = {"type": bug, "custom": {"order": "A-1", "amount": 3}}
    do(update_ticket, ticket, actor=as_alice, changes=changes)
    changes_nothing(lambda: update_ticket(ticket, actor=as_alice, changes=changes))
    changes_nothing(lambda: change_custom(ticket, actor=as_alice, to={}))
    changes_nothing(lambda: change_custom(ticket, actor=as_alice, to={"never": None}))


def test_nothing_is_stored_for_a_value_that_was_not_given(as_alice: Actor, carol: Any, fields: None) -> None:
    with unit_of_work():
        ticket = create_ticket(
            actor=as_alice, requester=carol, subject="s", body="b", channel="desk", custom={"order": None, "amount": 1}
        )
    assert fresh(ticket).custom == {"amount": 1}


def test_customers_and_strangers_may_not(
    changes_nothing: Callable, as_carol: Actor, as_gus: Actor, ticket: Ticket, bug: TicketType
) -> None:
    for verb, to in ((change_type, None), (change_custom, {"order": "A"})):
        with pytest.raises(Forbidden):
            changes_nothing(lambda verb=verb, to=to: verb(ticket, actor=as_carol, to=to))


def test_a_foreign_ticket_is_not_found(as_alice: Actor, foreign_ticket: Ticket) -> None:
    for verb, to in ((change_type, None), (change_custom, {"order": "A"})):
        with pytest.raises(NotFound):
            do(verb, foreign_ticket, actor=as_alice, to=to)


def test_a_type_that_is_not_offered_here_is_refused(
    changes_nothing: Callable, as_alice: Actor, ticket: Ticket, bug: TicketType, globex: Workspace
) -> None:
    foreign = globex.ticket_types.get(word="bug_report")
    with pytest.raises(Invalid) as refused:
        changes_nothing(lambda: change_type(ticket, actor=as_alice, to=foreign))
    assert refused.value.field == "type"
    archived = do(archive_type, bug, actor=as_alice)
    with pytest.raises(Invalid) as refused:
        changes_nothing(lambda: change_type(ticket, actor=as_alice, to=archived))
    assert refused.value.code == "archived"


def test_an_archived_type_stays_where_it_is(
    changes_nothing: Callable, as_alice: Actor, ticket: Ticket, bug: TicketType
) -> None:
    do(change_type, ticket, actor=as_alice, to=bug)
    archived = do(archive_type, bug, actor=as_alice)
    changes_nothing(lambda: change_type(ticket, actor=as_alice, to=archived))


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"amount": "much"}, "custom.amount"),
        ({"order": 7}, "custom.order"),
        ({"order": "a\x00"}, "custom.'order'"),
        ({"other": {"deep": ["a\x00"]}}, "custom.'deep'"),
        ({"x" * 20_000: 1}, "custom"),
        ({"other": "x" * 17_000}, "custom"),
    ],
)
def test_bad_values_are_refused_by_field(
    changes_nothing: Callable, as_alice: Actor, ticket: Ticket, fields: None, values: Any, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        changes_nothing(lambda: change_custom(ticket, actor=as_alice, to=values))
    assert refused.value.field in (field, "custom.'other'")


def test_many_small_values_do_not_add_up_to_a_big_one(
    changes_nothing: Callable, as_alice: Actor, ticket: Ticket
) -> None:
    do(change_custom, ticket, actor=as_alice, to={"a": "x" * 9_000})
    with pytest.raises(Invalid):
        changes_nothing(lambda: change_custom(ticket, actor=as_alice, to={"b": "x" * 9_000}))


def test_a_stale_writer_is_refused(changes_nothing: Callable, as_alice: Actor, ticket: Ticket, bug: TicketType) -> None:
    do(change_type, ticket, actor=as_alice, to=bug)
    for verb, to in ((change_type, None), (change_custom, {"order": "A"})):
        with pytest.raises(Stale):
            changes_nothing(lambda verb=verb, to=to: verb(ticket, actor=as_alice, to=to, expected_version=1))


@pytest.mark.django_db(transaction=True)
def test_two_values_set_at_once_both_stay(as_alice: Actor, ticket: Ticket) -> None:
    results = at_once(4, lambda index: do(change_custom, ticket, actor=as_alice, to={f"key{index}": index}))
    assert failures(results) == []
    assert fresh(ticket).custom == {f"key{index}": index for index in range(4)}
