"""Statuses of the workspace's own, and kinds of request: create, update, archive, delete."""

from typing import Any

import pytest

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Workspace
from helpdesk.lib.errors import Conflict, Invalid, NotFound
from tests.together import at_once, failures
from tests.workflow.kit import do, events, newest, written
from tickets.actions import change_status
from tickets.models import Ticket
from workflow.actions.archive_status import archive_status
from workflow.actions.archive_type import archive_type
from workflow.actions.create_status import create_status
from workflow.actions.create_type import create_type
from workflow.actions.delete_status import delete_status
from workflow.actions.update_status import update_status
from workflow.actions.update_type import update_type


def test_a_status_is_made_changed_archived_restored_and_deleted(acme: Workspace, as_adam: Actor) -> None:
    status = do(create_status, actor=as_adam, label="Waiting for parts", kind="pending", colour="#AA3300")
    assert (status.kind, status.colour) == ("pending", "#aa3300")
    do(update_status, status, actor=as_adam, changes={"label": "Parts ordered", "position": 2})
    assert newest(acme).before == {"label": "Waiting for parts", "position": 0}
    for to in (True, True, False):
        do(archive_status, status, actor=as_adam, to=to)
    do(delete_status, status, actor=as_adam)
    expected = [f"status.{verb}" for verb in ("created", "updated", "archived", "restored", "deleted")]
    assert written(acme)[-5:] == events(acme, "status.") == expected
    assert not acme.custom_statuses.exists()


def test_a_built_in_status_can_be_renamed_and_no_more(acme: Workspace, as_adam: Actor) -> None:
    status = do(create_status, actor=as_adam, label="Solved", kind="resolved", is_builtin=True)
    do(update_status, status, actor=as_adam, changes={"label": "Answered"})
    with pytest.raises(Conflict, match="cannot be deleted"):
        do(delete_status, status, actor=as_adam)
    with pytest.raises(Conflict, match="always offered"):
        do(archive_status, status, actor=as_adam)
    with pytest.raises(Conflict) as refused:
        do(create_status, actor=as_adam, label="Done", kind="resolved", is_builtin=True)
    assert refused.value.field == "kind"


def test_a_status_in_use_stays(acme: Workspace, as_adam: Actor, ticket: Ticket) -> None:
    status = do(create_status, actor=as_adam, label="Waiting for parts", kind="pending")
    do(change_status, ticket, actor=as_adam, to=status)
    with pytest.raises(Conflict, match="There are tickets with this status"):
        do(delete_status, status, actor=as_adam)
    do(archive_status, status, actor=as_adam)
    ticket.refresh_from_db()
    assert ticket.custom_status_id == status.pk


def test_a_type_is_made_changed_archived_and_restored(acme: Workspace, as_adam: Actor) -> None:
    kind = do(create_type, actor=as_adam, name="Broken device")
    assert (kind.word, kind.is_offered) == ("broken_device", True)
    do(update_type, kind, actor=as_adam, changes={"name": "Repair", "is_offered": False, "position": 9})
    kind.refresh_from_db()
    assert (kind.word, kind.name, kind.is_offered, kind.position) == ("broken_device", "Repair", False, 9)
    for to in (True, True, False):
        do(archive_type, kind, actor=as_adam, to=to)
    expected = [f"ticket_type.{verb}" for verb in ("created", "updated", "archived", "restored")]
    assert written(acme)[-4:] == events(acme, "ticket_type.") == expected


@pytest.mark.parametrize(
    ("verb", "values", "field"),
    [
        (create_status, {"label": ""}, "label"),
        (create_status, {"label": "x" * 41}, "label"),
        (create_status, {"label": "\x00"}, "label"),
        (create_status, {"kind": "new"}, "kind"),
        (create_status, {"colour": "red"}, "colour"),
        (create_status, {"colour": "#12345g"}, "colour"),
        (create_status, {"position": "1"}, "position"),
        (create_type, {"name": ""}, "name"),
        (create_type, {"name": "x" * 61}, "name"),
        (create_type, {"name": "故障"}, "word"),
        (create_type, {"word": "Has Spaces"}, "word"),
        (create_type, {"word": "9lives"}, "word"),
        (create_type, {"word": "x" * 41}, "word"),
    ],
)
def test_what_cannot_be_is_refused_by_field(
    acme: Workspace, as_adam: Actor, verb: Any, values: dict, field: str
) -> None:
    good = {"label": "Parts", "kind": "pending"} if verb is create_status else {"name": "Repair"}
    before = written(acme)
    with pytest.raises(Invalid) as refused:
        do(verb, actor=as_adam, **good | values)
    assert refused.value.field == field
    assert written(acme) == before


def test_kind_and_word_never_change(acme: Workspace, as_adam: Actor) -> None:
    status = do(create_status, actor=as_adam, label="Parts", kind="pending")
    for verb, row, name in ((update_status, status, "kind"), (update_type, acme.ticket_types.first(), "word")):
        with pytest.raises(Invalid) as refused:
            do(verb, row, actor=as_adam, changes={name: "open"})
        assert refused.value.field == name


def test_names_are_taken_once(acme: Workspace, as_adam: Actor) -> None:
    do(create_status, actor=as_adam, label="Parts", kind="pending")
    for verb, values, field in (
        (create_status, {"label": "PARTS", "kind": "open"}, "label"),
        (create_type, {"name": "bug REPORT", "word": "other"}, "name"),
        (create_type, {"name": "Bugs", "word": "bug_report"}, "word"),
    ):
        with pytest.raises(Conflict) as refused:
            do(verb, actor=as_adam, **values)
        assert (refused.value.code, refused.value.field) == ("taken", field)


@pytest.mark.parametrize("verb", [update_status, archive_status, delete_status])
def test_another_workspaces_status_is_not_found(acme: Workspace, as_adam: Actor, as_eve: Actor, verb: Any) -> None:
    status = do(create_status, actor=as_adam, label="Parts", kind="pending")
    more = {"changes": {"label": "Mine"}} if verb is update_status else {}
    with pytest.raises(NotFound):
        do(verb, status, actor=as_eve, **more)
    status.refresh_from_db()
    assert (status.label, status.archived_at) == ("Parts", None)


@pytest.mark.parametrize("verb", [update_type, archive_type])
def test_another_workspaces_type_is_not_found(acme: Workspace, as_eve: Actor, verb: Any) -> None:
    more = {"changes": {"name": "Mine"}} if verb is update_type else {}
    with pytest.raises(NotFound):
        do(verb, acme.ticket_types.first(), actor=as_eve, **more)


@pytest.mark.django_db(transaction=True)
def test_of_two_that_take_a_label_at_once_one_is_told(acme: Workspace, as_adam: Actor) -> None:
    results = at_once(3, lambda index: do(create_status, actor=as_adam, label="Parts", kind="pending"))
    assert [type(failure) for failure in failures(results)] == [Conflict] * 2
