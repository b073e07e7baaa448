"""Custom fields: create, update, archive."""

from typing import Any

import pytest

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Workspace
from helpdesk.lib.errors import Conflict, Invalid, NotFound
from tests.workflow.kit import do, events, newest, written
from tickets.actions import change_custom
from tickets.models import Ticket
from workflow.actions.archive_field import archive_field
from workflow.actions.create_field import create_field
from workflow.actions.create_queue import create_queue
from workflow.actions.update_field import update_field


def test_a_field_is_made_changed_archived_and_restored(acme: Workspace, as_adam: Actor) -> None:
    queue = do(create_queue, actor=as_adam, name="Billing")
    field = do(create_field, actor=as_adam, label="Order number", kind="text", is_required=True)
    assert (field.key, field.is_required, field.is_visible_to_customers) == ("order_number", True, False)
    do(update_field, field, actor=as_adam, changes={"label": "Order", "queues": [queue], "is_required": False})
    assert newest(acme).before == {"label": "Order number", "queues": [], "is_required": True}
    assert newest(acme).after == {"label": "Order", "queues": ["Billing"], "is_required": False}
    for to in (True, True, False):
        do(archive_field, field, actor=as_adam, to=to)
    expected = [f"custom_field.{verb}" for verb in ("created", "updated", "archived", "restored")]
    assert written(acme)[-4:] == events(acme, "custom_field.") == expected


def test_a_choice_taken_away_stays_valid_on_tickets(acme: Workspace, as_adam: Actor, ticket: Ticket) -> None:
    field = do(create_field, actor=as_adam, label="Size", kind="select", choices=["S", "M", "L"])
    do(change_custom, ticket, actor=as_adam, to={"size": "M"})
    do(update_field, field, actor=as_adam, changes={"choices": ["L", "S", "XL"]})
    field.refresh_from_db()
    assert (field.choices, field.retired_choices) == (["L", "S", "XL"], ["M"])
    do(change_custom, ticket, actor=as_adam, to={"size": "M"})
    do(update_field, field, actor=as_adam, changes={"choices": ["M"]})
    field.refresh_from_db()
    assert (field.choices, field.retired_choices) == (["M"], ["L", "S", "XL"])


def test_key_and_kind_never_change(acme: Workspace, as_adam: Actor) -> None:
    field = do(create_field, actor=as_adam, label="Order", kind="text")
    for name, value in (("key", "other"), ("kind", "number")):
        with pytest.raises(Invalid) as refused:
            do(update_field, field, actor=as_adam, changes={name: value})
        assert refused.value.field == name


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"label": ""}, "label"),
        ({"label": "x" * 61}, "label"),
        ({"label": "注文"}, "key"),
        ({"key": "Order!"}, "key"),
        ({"kind": "colour"}, "kind"),
        ({"kind": "select"}, "choices"),
        ({"kind": "multi_select", "choices": []}, "choices"),
        ({"kind": "select", "choices": ["a", ""]}, "choices"),
        ({"kind": "select", "choices": ["x" * 121]}, "choices"),
        ({"kind": "select", "choices": [str(number) for number in range(201)]}, "choices"),
        ({"kind": "text", "choices": ["a"]}, "choices"),
        ({"help_text": "x" * 201}, "help_text"),
        ({"position": -1}, "position"),
    ],
)
def test_what_cannot_be_is_refused_by_field(acme: Workspace, as_adam: Actor, values: Any, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        do(create_field, actor=as_adam, **{"label": "Order", "kind": "text"} | values)
    assert refused.value.field == field
    assert not acme.custom_fields.exists()


def test_names_are_taken_once(acme: Workspace, as_adam: Actor) -> None:
    do(create_field, actor=as_adam, label="Order", kind="text", key="order")
    for values, field in (({"label": "ORDER", "key": "o2"}, "label"), ({"label": "Other", "key": "order"}, "key")):
        with pytest.raises(Conflict) as refused:
            do(create_field, actor=as_adam, kind="text", **values)
        assert (refused.value.code, refused.value.field) == ("taken", field)


def test_a_queue_of_another_workspace_is_refused(acme: Workspace, globex: Workspace, as_adam: Actor) -> None:
    with pytest.raises(Invalid) as refused:
        do(create_field, actor=as_adam, label="Order", kind="text", queues=[globex.queues.get()])
    assert refused.value.field == "queues"


@pytest.mark.parametrize("verb", [update_field, archive_field])
def test_another_workspaces_field_is_not_found(as_adam: Actor, as_eve: Actor, verb: Any) -> None:
    field = do(create_field, actor=as_adam, label="Order", kind="text")
    more = {"changes": {"label": "Mine"}} if verb is update_field else {}
    with pytest.raises(NotFound):
        do(verb, field, actor=as_eve, **more)
