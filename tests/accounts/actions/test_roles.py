"""create_role, update_role, delete_role."""

from typing import Any

import pytest

from helpdesk.accounts.actions.change_member_role import change_member_role
from helpdesk.accounts.actions.create_role import create_role
from helpdesk.accounts.actions.deactivate_member import deactivate_member
from helpdesk.accounts.actions.delete_role import delete_role
from helpdesk.accounts.actions.revoke_invitation import revoke_invitation
from helpdesk.accounts.actions.update_role import update_role
from helpdesk.accounts.actors import member_actor
from helpdesk.accounts.models import Membership, Role
from helpdesk.events.models import Event
from helpdesk.lib.errors import Conflict, Forbidden, HelpdeskError, Invalid, NotFound
from tests.accounts.actions.kit import acting, audited, do, events, invite, role_of
from tests.together import at_once, failures


def make(actor: Membership, *permissions: str, name: str = "Lead") -> Role:
    role: Role = do(create_role, actor=acting(actor), name=name, permissions=permissions)
    return role


def test_a_role_is_made_changed_and_taken_away_and_both_logs_tell(adam: Membership) -> None:
    role = make(adam, "audit.read", "tickets.read", "tickets.read")
    assert role.permissions == ["tickets.read", "audit.read"]
    do(update_role, role, actor=member_actor(adam), changes={"name": "Auditor", "permissions": ["audit.read"]})
    event = Event.objects.get(type="role.changed")
    assert event.data == {"fields": ["name", "permissions"], "permissions": ["audit.read"]}
    entry = adam.workspace.audit_entries.get(action="role.changed")
    assert entry.before == {"name": "Lead", "permissions": ["tickets.read", "audit.read"]}
    assert entry.after == {"name": "Auditor", "permissions": ["audit.read"]}
    do(delete_role, role, actor=member_actor(adam))
    assert not adam.workspace.roles.exists()
    assert audited(adam.workspace)[-3:] == ["role.created", "role.changed", "role.deleted"]


def test_a_change_acts_on_whoever_has_the_role(adam: Membership, alice: Membership) -> None:
    role = make(adam, "tickets.write")
    do(change_member_role, alice, actor=member_actor(adam), role="agent", custom_role=role)
    do(update_role, role, actor=member_actor(adam), changes={"permissions": ["reports.read"]})
    assert acting(alice).scopes == {"reports.read"}


def test_writing_what_is_there_changes_nothing(adam: Membership) -> None:
    role = make(adam, "tickets.read")
    before = events(adam.workspace)
    for changes in ({}, {"name": "Lead"}, {"permissions": ["tickets.read"]}):
        do(update_role, role, actor=member_actor(adam), changes=changes)
    assert events(adam.workspace) == before


def test_nobody_gives_a_permission_they_lack(adam: Membership, alice: Membership) -> None:
    alice.custom_role = role_of(adam.workspace, "settings.people", "tickets.read", name="People")
    alice.save()
    mine = make(alice, "tickets.read", name="Reader")
    tries: list[dict[str, Any]] = [{"permissions": ["tickets.write"]}, {"permissions": ["tickets.export"]}]
    for changes in tries:
        with pytest.raises(Invalid) as refused:
            do(update_role, mine, actor=acting(alice), changes=changes)
        assert refused.value.field == "permissions"
    with pytest.raises(Invalid):
        make(alice, "audit.read", name="Auditor")
    stronger = make(adam, "audit.read", name="Auditor")
    calls: list[tuple[Any, dict[str, Any]]] = [
        (update_role, {"changes": {"permissions": ["tickets.read"]}}),
        (delete_role, {}),
    ]
    for verb, given in calls:
        with pytest.raises(Forbidden):
            do(verb, stronger, actor=acting(alice), **given)


def test_a_role_in_use_stays(adam: Membership, alice: Membership) -> None:
    role = make(adam, "tickets.read")
    do(change_member_role, alice, actor=member_actor(adam), role="agent", custom_role=role)
    do(deactivate_member, alice, actor=member_actor(adam))
    with pytest.raises(Conflict, match="Members have this role"):
        do(delete_role, role, actor=member_actor(adam))
    Membership._base_manager.filter(pk=alice.pk).update(custom_role=None)
    invitation = invite(adam, custom_role=role)
    with pytest.raises(Conflict, match="invited"):
        do(delete_role, role, actor=member_actor(adam))
    do(revoke_invitation, invitation, actor=member_actor(adam))
    do(delete_role, role, actor=member_actor(adam))
    invitation.refresh_from_db()
    assert invitation.custom_role is None


def test_another_workspaces_role_is_unknown(adam: Membership, eve: Membership) -> None:
    foreign = make(eve, "tickets.read")
    calls: list[tuple[Any, dict[str, Any]]] = [(update_role, {"changes": {"name": "x"}}), (delete_role, {})]
    for verb, given in calls:
        with pytest.raises(NotFound):
            do(verb, foreign, actor=member_actor(adam), **given)


@pytest.mark.parametrize(
    ("name", "permissions", "field"),
    [
        ("", ["tickets.read"], "name"),
        ("x" * 61, ["tickets.read"], "name"),
        ("a\x00", ["tickets.read"], "name"),
        ("Lead", [], "permissions"),
        ("Lead", ["tickets.everything"], "permissions"),
        ("Lead", ["workflow.write"], "permissions"),
    ],
)
def test_bad_input_is_refused_by_field(name: str, permissions: list[str], field: str, adam: Membership) -> None:
    with pytest.raises(Invalid) as refused:
        make(adam, *permissions, name=name)
    assert refused.value.field == field
    assert not adam.workspace.roles.exists()


def test_a_name_is_taken_whatever_its_capitals(adam: Membership) -> None:
    make(adam, "tickets.read")
    other = make(adam, "tickets.read", name="Other")
    with pytest.raises(Conflict):
        make(adam, "tickets.read", name="LEAD")
    with pytest.raises(Conflict) as refused:
        do(update_role, other, actor=member_actor(adam), changes={"name": "lead"})
    assert (refused.value.code, refused.value.field) == ("taken", "name")


@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_a_name_at_once_one_gets_it(adam: Membership) -> None:
    results = at_once(6, lambda index: make(adam, "tickets.read", name="Lead" if index % 2 else "LEAD"))
    refused = failures(results)
    assert len(refused) == 5
    assert all(isinstance(error, HelpdeskError) and error.code == "taken" for error in refused)
    assert adam.workspace.roles.count() == 1
