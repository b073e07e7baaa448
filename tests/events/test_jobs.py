"""handle_event: one handler, one event, one unit of work."""

import uuid

import pytest

from helpdesk.events.dispatch import register_handlers
from helpdesk.events.jobs import handle_event
from helpdesk.events.models import Event
from helpdesk.events.unit import current_unit, unit_of_work
from tests.events.kit import note

seen: list[Event] = []


def remember(event: Event) -> None:
    """A handler that may only run inside a unit of work."""
    current_unit()
    seen.append(event)
    note(event.workspace_id, "thing.remembered")


def break_down(event: Event) -> None:
    """A handler that fails after it wrote."""
    note(event.workspace_id, "thing.half_done")
    raise ZeroDivisionError


@pytest.fixture
def event(handlers: None, db: None) -> Event:
    register_handlers({"thing.done": [remember, break_down]})
    workspace_id = uuid.uuid4()
    with unit_of_work():
        note(workspace_id)
    seen.clear()
    return Event.objects.get(workspace_id=workspace_id)


def test_the_handler_gets_the_event_in_a_unit_of_its_own(event: Event) -> None:
    handle_event(event_id=event.pk, handler="tests.events.test_jobs.remember")
    assert seen == [event]
    assert Event.objects.filter(workspace_id=event.workspace_id, type="thing.remembered").count() == 1


def test_a_handler_that_fails_leaves_nothing_half_done(event: Event) -> None:
    with pytest.raises(ZeroDivisionError):
        handle_event(event_id=event.pk, handler="tests.events.test_jobs.break_down")
    assert not Event.objects.filter(workspace_id=event.workspace_id, type="thing.half_done").exists()


def test_a_handler_that_this_release_lacks_is_an_error_not_a_success(event: Event) -> None:
    with pytest.raises(KeyError):
        handle_event(event_id=event.pk, handler="tests.events.test_jobs.gone")
