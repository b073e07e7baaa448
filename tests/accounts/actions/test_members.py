"""add_member: a place in a workspace, for old and new people."""

import pytest

from helpdesk.accounts.actions.add_member import add_member
from helpdesk.accounts.actors import system_actor
from helpdesk.accounts.models import Membership, User, Workspace
from helpdesk.events.models import Event
from helpdesk.events.unit import unit_of_work
from helpdesk.lib.errors import Invalid
from tests.cast import PASSWORD


def add(
    workspace: Workspace, email: str, *, name: str = "Ann", role: str = "agent", password: str | None = None
) -> Membership:
    with unit_of_work():
        return add_member(actor=system_actor(workspace), email=email, name=name, role=role, password=password)


def test_a_new_person_can_sign_in(acme: Workspace) -> None:
    member = add(acme, " Ann@Acme.Example ", name=" Ann\nLee ", password=PASSWORD)
    assert (member.user.email, member.user.name, member.role) == ("ann@acme.example", "Ann Lee", "agent")
    assert member.user.check_password(PASSWORD)


def test_without_a_password_nobody_can_sign_in_with_one(acme: Workspace) -> None:
    assert not add(acme, "ann@acme.example").user.has_usable_password()


def test_a_known_person_keeps_name_and_password(acme: Workspace, eve: Membership) -> None:
    member = add(acme, eve.user.email, name="Mallory", password="another password")
    known = User.objects.get(pk=eve.user_id)
    assert (member.user_id, known.name, known.check_password(PASSWORD)) == (eve.user_id, "Eve", True)
    assert eve.workspace.memberships.get(user=known).role == "admin"


def test_a_member_who_left_comes_back_in_the_new_role(acme: Workspace, alice: Membership) -> None:
    acme.memberships.update(is_active=False)
    again = add(acme, alice.user.email, role="viewer")
    assert (again.pk, again.is_active, again.role) == (alice.pk, True, "viewer")


def test_repeating_changes_nothing(acme: Workspace, alice: Membership) -> None:
    before = Event.objects.count()
    assert add(acme, alice.user.email, role="agent").pk == alice.pk
    assert Event.objects.count() == before


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"email": "nobody"}, "email"),
        ({"email": "a@b.example, c@d.example"}, "email"),
        ({"role": "owner"}, "role"),
        ({"role": ""}, "role"),
        ({"name": ""}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"name": "\x00"}, "name"),
        ({"name": "\ud800"}, "name"),
    ],
)
def test_bad_input_is_refused(acme: Workspace, change: dict[str, str], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        add(acme, **{"email": "ann@acme.example", **change})
    assert refused.value.field == field
    assert not acme.memberships.exists()
