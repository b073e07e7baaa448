"""The audit log: found, read, taken away, never changed."""

import csv
import datetime
import io
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from helpdesk.accounts.actors import Actor, member_actor
from helpdesk.accounts.audit import audit
from helpdesk.accounts.models import AuditEntry, Membership
from helpdesk.events.unit import unit_of_work
from tests.portal.settings.conftest import SETTINGS

PAGE = f"{SETTINGS}audit/"
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def by_adam(adam: Membership) -> Actor:
    """Adam, with nothing in the log yet but what made him."""
    return member_actor(adam)


def export(browser: Client, **wanted: str) -> Any:
    """The answer to an export."""
    return browser.post(f"{PAGE}export", wanted)


def note(actor: Actor, action: str, name: str = "thing", days_ago: int = 0, **values: Any) -> AuditEntry:
    with unit_of_work(origin="192.0.2.7") as unit:
        unit.now = timezone.now() - datetime.timedelta(days=days_ago)
        audit(action, actor=actor, subject_kind="thing", subject_id="1", subject_name=name, **values)
    found: AuditEntry = AuditEntry._base_manager.get(action=action, subject_name=name)
    return found


def found(browser: Client, **query: str) -> list[str]:
    answer = browser.get(PAGE, query)
    assert answer.status_code == 200
    return [entry["row"].action for entry in answer.context["entries"] if entry["row"].subject_kind == "thing"]


def test_newest_first(admin: Client, by_adam: Actor) -> None:
    note(by_adam, "a.done", days_ago=2)
    note(by_adam, "b.done")
    assert found(admin) == ["b.done", "a.done"]


def test_each_filter_narrows(admin: Client, by_adam: Actor, alice: Membership) -> None:
    note(by_adam, "queue.created", name="Returns", after={"access": "private"})
    note(member_actor(alice), "queue.deleted", name="Sales")
    assert found(admin, action="queue.created") == ["queue.created"]
    assert len(found(admin, action="queue.")) == 2
    assert found(admin, who="ali") == ["queue.deleted"]
    assert found(admin, subject="return") == ["queue.created"]
    assert found(admin, q="PRIVATE") == ["queue.created"]
    assert len(found(admin, q="192.0.2.7")) == 2
    assert found(admin, action="queue.created", who="ali") == []


def test_days_are_those_of_the_workspace(admin: Client, by_adam: Actor, adam: Membership) -> None:
    note(by_adam, "old.done", days_ago=3)
    note(by_adam, "new.done")
    today = timezone.now().date()
    assert found(admin, since=str(today - datetime.timedelta(days=1))) == ["new.done"]
    assert found(admin, until=str(today - datetime.timedelta(days=2))) == ["old.done"]
    entry = note(by_adam, "edge.done")
    adam.workspace.time_zone = "Pacific/Kiritimati"
    adam.workspace.save()
    there = entry.created_at + datetime.timedelta(hours=14)
    assert "edge.done" in found(admin, since=str(there.date()), until=str(there.date()))


def test_an_entry_shows_before_and_after(admin: Client, by_adam: Actor) -> None:
    entry = note(
        by_adam, "role.changed", before={"permissions": ["a"], "name": "x"}, after={"permissions": ["b"], "name": "x"}
    )
    answer = admin.get(f"{PAGE}{entry.pk}/")
    assert [change["name"] for change in answer.context["changes"]] == ["Permissions"]
    assert "192.0.2.7" in answer.content.decode()


def test_what_stands_in_it_is_inert(admin: Client, by_adam: Actor) -> None:
    entry = note(by_adam, "x.done", name=SCRIPT, after={SCRIPT: SCRIPT})
    for path in ("", f"{entry.pk}/", f"?q={SCRIPT}"):
        assert SCRIPT not in admin.get(PAGE + path).content.decode()


def test_an_export_is_what_was_found_and_is_itself_noted(admin: Client, by_adam: Actor) -> None:
    note(by_adam, "a.done", name="=1+1", after={"name": "é"})
    note(by_adam, "b.done")
    answer = export(admin, action="a.done")
    assert answer["Content-Disposition"] == 'attachment; filename="audit-acme.csv"'
    rows = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode())))
    assert [(row["action"], row["subject_name"], row["after"]) for row in rows] == [("a.done", "'=1+1", '{"name":"é"}')]
    assert AuditEntry._base_manager.get(action="audit.exported").after == {"filters": {"action": "a.done"}}


def test_an_export_goes_through_all_pages(admin: Client, by_adam: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("helpdesk.accounts.settings_screens.paging.PAGE_SIZE", 2)
    for number in range(5):
        note(by_adam, f"n{number}.done")
    answer = export(admin, subject="thing")
    lines = b"".join(answer.streaming_content).decode().splitlines()
    assert [line.split(",")[1] for line in lines[1:]] == [f"n{number}.done" for number in (4, 3, 2, 1, 0)]


def test_looking_at_the_export_exports_nothing(admin: Client) -> None:
    assert admin.get(f"{PAGE}export").status_code == 405
    assert not AuditEntry._base_manager.filter(action="audit.exported").exists()


def test_an_entry_of_another_workspace_is_not_found(admin: Client, eve: Membership) -> None:
    foreign = note(member_actor(eve), "secret.done", name="Secret")
    missing = admin.get(f"{PAGE}01890000-0000-7000-8000-000000000000/")
    answer = admin.get(f"{PAGE}{foreign.pk}/")
    assert (answer.status_code, answer.content) == (404, missing.content)
    assert found(admin, q="secret") == []
    exported = export(admin)
    assert b"Secret" not in b"".join(exported.streaming_content)


def test_nothing_is_added_changed_or_deleted_here(admin: Client, by_adam: Actor) -> None:
    entry = note(by_adam, "x.done")
    for path in ("add/", f"{entry.pk}/delete/", f"{entry.pk}/change/"):
        assert admin.get(PAGE + path).status_code == 404
        assert admin.post(PAGE + path).status_code == 404
    admin.post(f"{PAGE}{entry.pk}/", {"action": "y"})
    entry.refresh_from_db()
    assert entry.action == "x.done"


@pytest.mark.parametrize(
    "query",
    ["since=x", "until=2026-13-01", "q=" + "a" * 201, "q=%00", "cursor=x", "until=9999-12-31", "since=0001-01-01"],
)
def test_a_filter_that_does_not_fit_is_refused_kindly(query: str, admin: Client) -> None:
    answer = admin.get(f"{PAGE}?{query}")
    assert answer.status_code == 422
    assert b"problem" in answer.content or b"Go to the start" in answer.content
