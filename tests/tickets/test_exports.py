"""Copies of data: what is in them, who gets them, and for how long."""

import csv
import datetime
import io
import json
import os
import time
import zipfile
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from helpdesk.accounts.actors import Actor, customer_actor, member_actor
from helpdesk.accounts.models import Customer, Membership, Workspace
from helpdesk.events.unit import unit_of_work
from helpdesk.files.actions.store_bytes import store_bytes
from helpdesk.lib.errors import Forbidden, Invalid, NotFound
from tests.cast import make_key
from tests.tickets.actions.kit import make_customer
from tickets.actions import (
    add_comment,
    create_ticket,
    export_tickets,
    fetch_export,
    remove_export,
    request_export,
)
from tickets.exports.files import directory, path_of
from tickets.exports.job import run_export
from tickets.exports.kinds import KINDS
from tickets.exports.sweep import remove_old_exports
from tickets.exports.table import table_lines
from tickets.models import Export, Ticket


@pytest.fixture(autouse=True)
def own_files(settings: Any, tmp_path: Path) -> None:
    settings.HELPDESK_HOME = tmp_path


@pytest.fixture
def as_adam(adam: Membership) -> Actor:
    return member_actor(adam)


@pytest.fixture
def hide(acme: Workspace) -> Callable[[Ticket], None]:
    """Put a ticket where neither Alice nor Adam sees it."""

    def put(ticket: Ticket) -> None:
        hr, _ = acme.queues.get_or_create(name="HR", access="private")
        Ticket._base_manager.filter(pk=ticket.pk).update(queue=hr)

    return put


def ask(customer: Customer, subject: str, **fields: Any) -> Ticket:
    with unit_of_work():
        actor = customer_actor(customer, customer.workspace)
        return create_ticket(actor=actor, requester=customer, subject=subject, body="b", channel="portal", **fields)


def made(actor: Actor, **what: Any) -> Export:
    with unit_of_work():
        export = request_export(actor=actor, **what)
    run_export(export.workspace_id, export.pk)
    export.refresh_from_db()
    return export


def opened(export: Export) -> dict[str, list[Any]]:
    """The rows of a zip by file."""
    with zipfile.ZipFile(path_of(export.file)) as archive:
        assert archive.testzip() is None
        return {
            name.removesuffix(".jsonl"): [json.loads(line) for line in archive.read(name).splitlines()]
            for name in archive.namelist()
            if name.endswith(".jsonl")
        }


def test_a_workspace_comes_whole_and_alone(
    as_adam: Actor, alice: Membership, ticket: Ticket, foreign_ticket: Ticket
) -> None:
    with unit_of_work():
        add_comment(ticket, actor=member_actor(alice), body="A note", is_internal=True)
    make_key(alice, scopes=["tickets.read"])
    export = made(as_adam, kind="workspace")
    found = opened(export)
    assert set(found) == set(KINDS)
    assert [row["subject"] for row in found["tickets"]] == ["Cannot sign in"]
    assert [row["body"] for row in found["comments"]] == ["A note"]
    assert {row["user__name"] for row in found["members"]} == {"Adam", "Alice"}
    assert {row["type"] for row in found["events"]} >= {"ticket.created", "ticket.comment_added"}
    assert (export.state, export.size_bytes) == ("ready", path_of(export.file).stat().st_size)


def test_no_secret_is_in_it(as_adam: Actor, adam: Membership, ticket: Ticket) -> None:
    make_key(adam, scopes=["tickets.read"])
    with zipfile.ZipFile(path_of(made(as_adam, kind="workspace").file)) as archive:
        for name in archive.namelist():
            text = archive.read(name).decode()
            assert not [word for word in ("digest", "password", "sealed", "token", "?t=") if word in text], name


def test_what_the_member_does_not_see_is_left_out(
    as_adam: Actor, carol: Customer, ticket: Ticket, hide: Callable[[Ticket], None]
) -> None:
    hide(ask(carol, "Salary"))
    export = made(as_adam, kind="workspace")
    found = opened(export)
    assert [row["subject"] for row in found["tickets"]] == ["Cannot sign in"]
    assert "HR" not in [row["name"] for row in found["queues"]]
    assert {row["subject_id"] for row in found["events"] if row["subject_kind"] == "ticket"} == {str(ticket.pk)}
    with zipfile.ZipFile(path_of(export.file)) as archive:
        assert "some of the queues" in archive.read("README.txt").decode()


def test_a_person_comes_with_what_was_said_and_the_teams_notes_apart(
    as_adam: Actor, as_alice: Actor, carol: Customer, ticket: Ticket
) -> None:
    ask(make_customer(as_adam.workspace, "dave@customer.example"), "Daves")
    for body, internal in (("Hello Carol", False), ("She is odd", True)):
        with unit_of_work():
            add_comment(ticket, actor=as_alice, body=body, is_internal=internal)
    found = opened(made(as_adam, kind="person", customer=carol))
    assert found["person"][0]["email"] == "carol@customer.example"
    assert [row["subject"] for row in found["tickets"]] == ["Cannot sign in"]
    assert [row["body"] for row in found["messages"]] == ["Hello Carol"]
    assert [row["body"] for row in found["team_notes_on_tickets"]] == ["She is odd"]


def test_a_table_has_a_row_for_each_ticket_and_no_formula(as_adam: Actor, carol: Customer) -> None:
    ask(carol, "=HYPERLINK(1)", tags=["late", "vip"])
    ask(carol, "plain, with a comma")
    rows = list(csv.reader(io.StringIO("".join(table_lines(as_adam, "is:open")).removeprefix("\ufeff"))))
    subject, tags = rows[0].index("Subject"), rows[0].index("Tags")
    assert [(row[0], row[subject]) for row in rows[1:]] == [
        ("TKT-0002", "plain, with a comma"), ("TKT-0001", "'=HYPERLINK(1)"),
    ]  # fmt: skip
    assert rows[2][tags] == "late, vip"


def carry(actor: Actor, ticket: Ticket, name: str, **options: Any) -> None:
    """One more message with a file."""
    with unit_of_work():
        file = store_bytes(actor=actor, name=name, content=b"It broke.", content_type="text/plain")
        add_comment(ticket, actor=actor, body="See.", files=[file], **options)


def test_files_are_listed_with_name_size_type_and_ticket(
    as_adam: Actor, as_alice: Actor, as_carol: Actor, carol: Customer, ticket: Ticket,
    hide: Callable[[Ticket], None], foreign_ticket: Ticket,
) -> None:  # fmt: skip
    carry(as_carol, ticket, "=log.txt")
    carry(as_alice, ticket, "note.txt", is_internal=True)
    hidden = ask(carol, "Salary")
    carry(as_carol, hidden, "salary.txt")
    hide(hidden)
    wide = ask(carol, "A long number")
    Ticket._base_manager.filter(pk=wide.pk).update(number=123456)
    carry(as_carol, wide, "wide.txt")
    said = {"content_type": "text/plain", "size_bytes": 9, "ticket_id": str(ticket.pk), "reference": "TKT-0001"}
    rows = opened(made(as_adam, kind="workspace"))["files"]
    assert [row["name"] for row in rows] == ["=log.txt", "note.txt", "wide.txt"]
    assert rows[2]["reference"] == "TKT-123456"
    comments = list(ticket.comments.oldest_first().values_list("pk", flat=True))
    for row, comment in zip(rows, comments, strict=False):
        assert said.items() <= row.items()
        assert row["comment_id"] == str(comment)
    person = opened(made(as_adam, kind="person", customer=carol))
    assert [row["name"] for row in person["files"]] == ["=log.txt", "wide.txt"]
    assert [row["name"] for row in person["team_files_on_tickets"]] == ["note.txt"]
    table = list(csv.reader(io.StringIO("".join(table_lines(as_adam, "is:open")).removeprefix("\ufeff"))))
    files = table[0].index("Files")
    assert [row[files] for row in table[1:]] == ["wide.txt", "'=log.txt, note.txt"]


def test_a_table_answers_the_same_search_as_the_list(
    as_adam: Actor, carol: Customer, hide: Callable[[Ticket], None], foreign_ticket: Ticket
) -> None:
    ask(carol, "One", tags=["late"])
    ask(carol, "Two")
    hide(ask(carol, "Three", tags=["late"]))
    lines = "".join(table_lines(as_adam, "tag:late"))
    assert "One" in lines
    assert not [subject for subject in ("Two", "Three", "Secret") if subject in lines]


def test_a_long_table_is_read_in_pages(as_adam: Actor, carol: Customer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tickets.exports.table.ROWS_AT_ONCE", 2)
    for number in range(5):
        ask(carol, f"Ticket {number}")
    references = [line.partition(",")[0] for line in list(table_lines(as_adam, ""))[1:]]
    assert references == [f"TKT-000{number}" for number in (5, 4, 3, 2, 1)]
    assert len(list(table_lines(as_adam, "", most=3))) == 4


def test_few_tickets_come_at_once_and_many_as_a_job(
    as_adam: Actor, carol: Customer, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(carol, "One")
    with unit_of_work():
        assert not isinstance(export_tickets(actor=as_adam, query=""), Export)
    monkeypatch.setattr(import_module("tickets.actions.export_tickets"), "MOST_AT_ONCE", 1)
    ask(carol, "Two")
    with unit_of_work():
        export = export_tickets(actor=as_adam, query="is:open")
    assert isinstance(export, Export)
    run_export(export.workspace_id, export.pk)
    export.refresh_from_db()
    assert len(path_of(export.file).read_text().splitlines()) == 3


def test_every_step_is_audited_without_names(as_adam: Actor, carol: Customer) -> None:
    export = made(as_adam, kind="person", customer=carol)
    with unit_of_work(origin="192.0.2.7"):
        fetch_export(export.pk, actor=as_adam)
        remove_export(export.pk, actor=as_adam)
        export_tickets(actor=as_adam, query="requester:carol@customer.example")
    entries = as_adam.workspace.audit_entries.filter(actor_id=as_adam.id).order_by("id")
    assert [entry.action for entry in entries] == [
        "export.requested", "export.finished", "export.downloaded", "export.removed", "tickets.exported",
    ]  # fmt: skip
    assert "carol" not in str([(entry.subject_name, entry.after) for entry in entries])


def test_asked_for_again_while_it_is_made_it_is_the_same_one(as_adam: Actor, carol: Customer) -> None:
    with unit_of_work():
        first = request_export(actor=as_adam, kind="workspace")
        assert request_export(actor=as_adam, kind="workspace") == first
        assert request_export(actor=as_adam, kind="person", customer=carol) != first


def test_a_crash_leaves_nothing_and_the_repeat_finishes_it(
    as_adam: Actor, ticket: Ticket, monkeypatch: pytest.MonkeyPatch
) -> None:
    with unit_of_work():
        export = request_export(actor=as_adam, kind="workspace")
    with monkeypatch.context() as broken:
        broken.setattr("tickets.exports.job.write", lambda *_: (_ for _ in ()).throw(OSError("disk full")))
        with pytest.raises(OSError, match="disk full"):
            run_export(export.workspace_id, export.pk)
    assert not list(directory().iterdir())
    run_export(export.workspace_id, export.pk)
    run_export(export.workspace_id, export.pk)
    assert len(list(directory().iterdir())) == 1


def test_files_are_private_and_their_names_random(as_adam: Actor) -> None:
    first, second = made(as_adam, kind="workspace"), made(as_adam, kind="workspace")
    assert first.file != second.file
    assert path_of(first.file).stat().st_mode & 0o777 == 0o600
    assert directory().stat().st_mode & 0o777 == 0o700
    for name in ("../secrets.json", "", "x" * 32, "0" * 31):
        with pytest.raises(ValueError, match="not the name"):
            path_of(name)


def test_old_ones_are_swept_with_what_crashes_left(as_adam: Actor) -> None:
    kept, old = made(as_adam, kind="workspace"), made(as_adam, kind="workspace")
    gone = path_of(old.file)
    Export._base_manager.filter(pk=old.pk).update(expires_at=timezone.now() - datetime.timedelta(seconds=1))
    left, fresh = path_of("0" * 32), path_of("1" * 32)
    left.touch()
    fresh.touch()
    os.utime(left, (time.time() - 2 * 86400,) * 2)
    remove_old_exports()
    assert not gone.exists()
    assert not left.exists()
    assert fresh.exists()
    assert path_of(kept.file).exists()
    old.refresh_from_db()
    assert (old.state, old.file) == ("gone", "")


def test_only_whoever_asked_fetches_it(as_adam: Actor, acme: Workspace, eve: Membership, alice: Membership) -> None:
    export = made(as_adam, kind="workspace")
    Membership._base_manager.filter(pk=alice.pk).update(role="admin")
    alice.refresh_from_db()
    for other in (member_actor(alice), member_actor(eve)):
        for verb in (fetch_export, remove_export):
            with pytest.raises(NotFound), unit_of_work():
                verb(export.pk, actor=other)
    assert path_of(export.file).exists()


def test_rights_are_looked_at_again_when_it_is_fetched(as_adam: Actor, adam: Membership) -> None:
    export = made(as_adam, kind="workspace")
    adam.role = "agent"
    adam.save()
    with pytest.raises(Forbidden), unit_of_work():
        fetch_export(export.pk, actor=member_actor(adam))


def test_what_is_not_ready_or_over_is_not_there(as_adam: Actor) -> None:
    with unit_of_work():
        waiting = request_export(actor=as_adam, kind="workspace")
    old = made(as_adam, kind="tickets")
    Export._base_manager.filter(pk=old.pk).update(expires_at=timezone.now())
    for export in (waiting, old):
        with pytest.raises(NotFound), unit_of_work():
            fetch_export(export.pk, actor=as_adam)


def test_one_that_was_stopped_stays_so(as_adam: Actor) -> None:
    with unit_of_work():
        export = request_export(actor=as_adam, kind="workspace")
        remove_export(export.pk, actor=as_adam)
    run_export(export.workspace_id, export.pk)
    export.refresh_from_db()
    assert export.state == "gone"
    assert not list(directory().iterdir())


@pytest.mark.parametrize("kind", ["workspace", "person", "tickets"])
def test_an_agent_gets_no_copy(as_alice: Actor, carol: Customer, kind: str) -> None:
    with pytest.raises(Forbidden), unit_of_work():
        request_export(actor=as_alice, kind=kind, customer=carol if kind == "person" else None)
    with pytest.raises(Forbidden), unit_of_work():
        export_tickets(actor=as_alice, query="")


def test_customers_and_keys_get_none(as_carol: Actor, as_adam: Actor) -> None:
    with pytest.raises(Forbidden), unit_of_work():
        request_export(actor=as_carol, kind="workspace")


def test_another_workspaces_customer_is_not_found(as_adam: Actor, globex: Workspace) -> None:
    gus = make_customer(globex, "gus@customer.example")
    with pytest.raises(NotFound), unit_of_work():
        request_export(actor=as_adam, kind="person", customer=gus)


@pytest.mark.parametrize("query", ["nofilter:x", "\x00", "x" * 600])
def test_a_search_that_means_nothing_is_refused(as_adam: Actor, query: str) -> None:
    with pytest.raises(Invalid), unit_of_work():
        export_tickets(actor=as_adam, query=query)
    with pytest.raises(Invalid), unit_of_work():
        request_export(actor=as_adam, kind="tickets", query=query)
