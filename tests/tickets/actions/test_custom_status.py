"""change_status to a status of the workspace's own."""

from collections.abc import Callable

import pytest

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Workspace
from helpdesk.events.models import Event
from helpdesk.lib.errors import Forbidden, Invalid
from tests.tickets.actions.kit import events_of, fresh
from tests.workflow.kit import do
from tickets.actions import change_status
from tickets.models import Ticket
from tickets.tallies import figures
from workflow.actions.archive_status import archive_status
from workflow.actions.create_status import create_status
from workflow.models import CustomStatus


@pytest.fixture
def parts(as_alice: Actor) -> CustomStatus:
    made: CustomStatus = do(create_status, actor=as_alice, label="Waiting for parts", kind="pending")
    return made


@pytest.fixture
def vendor(as_alice: Actor) -> CustomStatus:
    made: CustomStatus = do(create_status, actor=as_alice, label="With the vendor", kind="pending")
    return made


def data(ticket: Ticket, event_type: str) -> list[dict]:
    """What the events of a type say, oldest first, without versions."""
    found = Event.objects.filter(subject_id=ticket.pk, type=event_type).order_by("id")
    return [{name: value for name, value in event.data.items() if name != "version"} for event in found]


def test_the_kind_moves_with_the_word(as_alice: Actor, ticket: Ticket, parts: CustomStatus) -> None:
    do(change_status, ticket, actor=as_alice, to=parts)
    now = fresh(ticket)
    assert (now.status, now.custom_status_id) == ("pending", parts.pk)
    assert data(ticket, "ticket.status_changed") == [
        {"field": "status", "before": "open", "after": "pending", "label_before": None, "label_after": parts.pk}
    ]
    assert figures(as_alice).by_status["pending"] == 1


def test_another_word_of_the_same_kind_moves_nothing_else(as_alice: Actor, ticket: Ticket, acme: Workspace) -> None:
    done = do(create_status, actor=as_alice, label="Fixed", kind="resolved")
    before = fresh(do(change_status, ticket, actor=as_alice, to="resolved"))
    tallies = acme.tallies.count()
    do(change_status, ticket, actor=as_alice, to=done)
    after = fresh(ticket)
    assert (after.resolved_at, after.closed_at, after.custom_status_id) == (before.resolved_at, None, done.pk)
    assert events_of(ticket)[1:] == ["ticket.status_changed", "ticket.status_label_changed"]
    assert data(ticket, "ticket.status_label_changed") == [
        {"field": "custom_status", "before": None, "after": done.pk, "status": "resolved"}
    ]
    assert acme.tallies.count() == tallies


def test_a_kind_takes_the_word_away(as_alice: Actor, ticket: Ticket, parts: CustomStatus) -> None:
    do(change_status, ticket, actor=as_alice, to=parts)
    do(change_status, ticket, actor=as_alice, to="pending")
    assert (fresh(ticket).status, fresh(ticket).custom_status_id) == ("pending", None)
    do(change_status, ticket, actor=as_alice, to=parts)
    do(change_status, ticket, actor=as_alice, to="open")
    assert (fresh(ticket).status, fresh(ticket).custom_status_id) == ("open", None)


def test_repeating_changes_nothing(
    changes_nothing: Callable, as_alice: Actor, ticket: Ticket, parts: CustomStatus, vendor: CustomStatus
) -> None:
    do(change_status, ticket, actor=as_alice, to=parts)
    changes_nothing(lambda: change_status(ticket, actor=as_alice, to=parts))
    do(change_status, ticket, actor=as_alice, to=vendor)
    changes_nothing(lambda: change_status(ticket, actor=as_alice, to=vendor))


def test_a_renamed_built_in_is_its_kind(as_alice: Actor, ticket: Ticket) -> None:
    solved = do(create_status, actor=as_alice, label="Solved", kind="resolved", is_builtin=True)
    do(change_status, ticket, actor=as_alice, to=solved)
    assert (fresh(ticket).status, fresh(ticket).custom_status_id) == ("resolved", None)


def test_a_customer_neither_sets_nor_takes_a_word(
    changes_nothing: Callable, as_alice: Actor, as_carol: Actor, ticket: Ticket
) -> None:
    away = do(create_status, actor=as_alice, label="Withdrawn", kind="closed")
    with pytest.raises(Forbidden):
        changes_nothing(lambda: change_status(ticket, actor=as_carol, to=away))
    do(change_status, ticket, actor=as_alice, to=away)
    changes_nothing(lambda: change_status(ticket, actor=as_carol, to="closed"))


def test_a_status_of_another_workspace_or_an_archived_one_is_refused(
    changes_nothing: Callable, as_alice: Actor, as_eve: Actor, ticket: Ticket, parts: CustomStatus, vendor: CustomStatus
) -> None:
    foreign = do(create_status, actor=as_eve, label="Parts", kind="pending")
    archived = do(archive_status, parts, actor=as_alice)
    for status in (foreign, archived):
        with pytest.raises(Invalid) as refused:
            changes_nothing(lambda status=status: change_status(ticket, actor=as_alice, to=status))
        assert refused.value.field == "status"
    do(change_status, ticket, actor=as_alice, to=vendor)
    with pytest.raises(Invalid):
        changes_nothing(lambda: change_status(ticket, actor=as_alice, to=archived))
