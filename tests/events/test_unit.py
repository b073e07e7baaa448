"""The unit of work: one transaction for change, event and job."""

import threading
import uuid

import pytest
from django.db import connection, transaction

from helpdesk.events.dispatch import register_handlers
from helpdesk.events.models import Event
from helpdesk.events.unit import current_unit, unit_of_work
from tests.events.kit import jobs, note


def first(event: Event) -> None:
    """A handler."""


def second(event: Event) -> None:
    """Another."""


def test_nothing_is_recorded_outside_a_unit(db: None) -> None:
    with pytest.raises(RuntimeError):
        note(uuid.uuid4())
    with pytest.raises(RuntimeError):
        current_unit()


def test_units_do_not_nest_and_the_outer_one_goes_on(db: None) -> None:
    workspace_id = uuid.uuid4()
    with unit_of_work() as outer:
        note(workspace_id)
        with pytest.raises(RuntimeError), unit_of_work():
            pass
        assert current_unit() is outer
    assert Event.objects.filter(workspace_id=workspace_id).count() == 1


def test_a_unit_is_closed_even_when_it_fails(db: None) -> None:
    with pytest.raises(ZeroDivisionError), unit_of_work():
        raise ZeroDivisionError
    with unit_of_work():
        pass


def test_another_threads_unit_is_not_ours(db: None) -> None:
    seen = []

    def ask() -> None:
        with pytest.raises(RuntimeError) as refused:
            current_unit()
        seen.append(refused)

    with unit_of_work():
        thread = threading.Thread(target=ask)
        thread.start()
        thread.join()
    assert len(seen) == 1


def test_events_are_written_in_the_order_they_happened_at_one_moment(db: None) -> None:
    here, there = uuid.uuid4(), uuid.uuid4()
    with unit_of_work() as unit:
        for workspace_id, type in ((here, "a"), (there, "b"), (here, "c")):
            note(workspace_id, type, data={"n": 1}, internal=type == "b")
        assert not Event.objects.filter(workspace_id=here).exists()
    written = Event.objects.filter(workspace_id__in=[here, there]).order_by("id")
    told = [(event.type, event.visibility) for event in written]
    assert told == [("a", "public"), ("b", "internal"), ("c", "public")]
    assert {event.created_at for event in written} == {unit.now}


def test_each_handler_of_an_event_gets_a_job(handlers: None, db: None) -> None:
    register_handlers({"two.listen": [first, second], "one.listens": [first]})
    with unit_of_work():
        for type in ("two.listen", "one.listens", "nobody.listens"):
            note(uuid.uuid4(), type)
    names = ["tests.events.test_unit.first", "tests.events.test_unit.second"]
    event = Event.objects.get(type="two.listen")
    assert jobs(event_type="two.listen") == [
        ("events.handle", {"event_id": event.pk, "handler": name}, "todo") for name in names
    ]
    assert [args["handler"] for _task, args, _status in jobs(event_type="one.listens")] == names[:1]
    assert jobs(event_type="nobody.listens") == []


def test_a_silent_unit_writes_events_without_jobs(handlers: None, db: None) -> None:
    register_handlers({"old.news": [first]})
    with unit_of_work(silent=True):
        note(uuid.uuid4(), "old.news")
    assert (Event.objects.filter(type="old.news").count(), jobs(event_type="old.news")) == (1, [])


def test_a_unit_that_fails_leaves_neither_change_nor_event_nor_job(handlers: None, db: None) -> None:
    register_handlers({"never.was": [first]})
    with pytest.raises(ZeroDivisionError), unit_of_work():  # noqa: PT012 - what came before the failure is the point
        note(uuid.uuid4(), "never.was")
        raise ZeroDivisionError
    assert (Event.objects.filter(type="never.was").exists(), jobs(event_type="never.was")) == (False, [])


def test_jobs_that_cannot_be_queued_take_the_event_back_with_them(
    handlers: None, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(events: list[Event]) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("helpdesk.events.unit.enqueue_handlers", fail)
    with pytest.raises(ZeroDivisionError), unit_of_work():
        note(uuid.uuid4(), "never.was")
    assert not Event.objects.filter(type="never.was").exists()


def test_the_log_cannot_be_written_past_its_lock(transactional_db: None) -> None:
    """While one unit is committing in a workspace a second one waits, and one of another workspace does not."""
    here, there = uuid.uuid4(), uuid.uuid4()
    done: list[str] = []

    def write(workspace_id: uuid.UUID, name: str) -> None:
        with unit_of_work():
            note(workspace_id)
        done.append(name)
        connection.close()

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"events:{here}"])
        waiting = threading.Thread(target=write, args=(here, "here"))
        waiting.start()
        free = threading.Thread(target=write, args=(there, "there"))
        free.start()
        free.join(20)
        assert done == ["there"]
    waiting.join(20)
    assert done == ["there", "here"]
