"""change_member_role, set_member_teams, deactivate_member, reactivate_member."""

import pytest

from helpdesk.accounts.actions.change_member_role import change_member_role
from helpdesk.accounts.actions.deactivate_member import deactivate_member
from helpdesk.accounts.actions.reactivate_member import reactivate_member
from helpdesk.accounts.actions.set_member_teams import set_member_teams
from helpdesk.accounts.actors import member_actor
from helpdesk.accounts.models import Membership
from helpdesk.events.models import Event
from helpdesk.lib.errors import Conflict, Forbidden, HelpdeskError, Invalid, NotFound
from tests.accounts.actions.kit import acting, audited, do, events, role_of, team_of
from tests.cast import join
from tests.together import at_once, failures


def test_a_role_changes_and_both_logs_tell(adam: Membership, alice: Membership) -> None:
    role = role_of(adam.workspace, "tickets.read", "audit.read")
    do(change_member_role, alice, actor=member_actor(adam), role="agent", custom_role=role)
    assert acting(alice).scopes == {"tickets.read", "audit.read"}
    entry = adam.workspace.audit_entries.get(action="member.role_changed")
    assert (entry.before, entry.after) == ({"custom_role": None}, {"custom_role": "Lead"})
    assert (entry.actor_name, entry.subject_name, entry.address) == ("Adam", "Alice", "192.0.2.7")
    event = Event.objects.get(type="member.role_changed")
    assert event.data == {"role": "agent", "custom_role": str(role.pk)}


def test_writing_the_role_they_have_changes_nothing(adam: Membership, alice: Membership) -> None:
    before = events(adam.workspace)
    do(change_member_role, alice, actor=member_actor(adam), role="agent")
    assert events(adam.workspace) == before


def test_teams_are_set_whole(adam: Membership, alice: Membership) -> None:
    hr, it = team_of(adam.workspace, "HR"), team_of(adam.workspace, "IT")
    for teams in ([hr], [it], [it]):
        do(set_member_teams, alice, actor=member_actor(adam), teams=teams)
    assert list(alice.teams.all()) == [it]
    entries = adam.workspace.audit_entries.filter(action="member.teams_changed").order_by("created_at")
    assert [(entry.before, entry.after) for entry in entries] == [
        ({"teams": []}, {"teams": ["HR"]}),
        ({"teams": ["HR"]}, {"teams": ["IT"]}),
    ]


def test_who_leaves_and_comes_back_has_the_role_they_had(adam: Membership, alice: Membership) -> None:
    for verb in (deactivate_member, deactivate_member, reactivate_member, reactivate_member):
        do(verb, alice, actor=member_actor(adam))
    alice.refresh_from_db()
    assert (alice.is_active, alice.role) == (True, "agent")
    assert audited(adam.workspace)[-2:] == ["member.deactivated", "member.reactivated"]


def test_who_may_less_changes_nobody_who_may_more(adam: Membership, alice: Membership) -> None:
    alice.custom_role = role_of(adam.workspace, "settings.people", "tickets.write")
    alice.save()
    lead = acting(alice)
    for verb, given in (
        (change_member_role, {"role": "viewer"}),
        (set_member_teams, {"teams": []}),
        (deactivate_member, {}),
    ):
        with pytest.raises(Forbidden):
            do(verb, adam, actor=lead, **given)
    with pytest.raises(Invalid) as refused:
        do(change_member_role, alice, actor=lead, role="admin")
    assert refused.value.field == "role"


def test_the_only_admin_stays(adam: Membership, alice: Membership) -> None:
    role = role_of(adam.workspace, "tickets.read")
    for verb, given in (
        (change_member_role, {"role": "agent"}),
        (change_member_role, {"role": "admin", "custom_role": role}),
        (deactivate_member, {}),
    ):
        with pytest.raises(Conflict) as refused:
            do(verb, adam, actor=member_actor(adam), **given)
        assert refused.value.code == "last_admin"


def test_an_admin_who_left_or_cannot_sign_in_is_no_other_admin(adam: Membership) -> None:
    other = join(adam.workspace, "Abel", "admin")
    other.user.is_active = False
    other.user.save()
    with pytest.raises(Conflict):
        do(deactivate_member, adam, actor=member_actor(adam))
    other.user.is_active = True
    other.user.save()
    do(deactivate_member, adam, actor=member_actor(adam))


def test_bad_roles_and_successors_are_refused(adam: Membership, alice: Membership, eve: Membership) -> None:
    foreign = role_of(eve.workspace, "tickets.read")
    for given in ({"role": "owner"}, {"role": ""}, {"role": "agent", "custom_role": foreign}):
        with pytest.raises(Invalid):
            do(change_member_role, alice, actor=member_actor(adam), **given)
    with pytest.raises(Invalid):
        do(set_member_teams, alice, actor=member_actor(adam), teams=[team_of(eve.workspace)])
    for successor in (alice, eve):
        with pytest.raises(Invalid) as refused:
            do(deactivate_member, alice, actor=member_actor(adam), hand_over_to=successor)
        assert refused.value.field == "hand_over_to"


def test_members_of_another_workspace_do_not_exist(adam: Membership, eve: Membership) -> None:
    for verb, given in (
        (change_member_role, {"role": "viewer"}),
        (set_member_teams, {"teams": []}),
        (deactivate_member, {}),
        (reactivate_member, {}),
    ):
        with pytest.raises(NotFound):
            do(verb, eve, actor=member_actor(adam), **given)


@pytest.mark.django_db(transaction=True)
def test_two_admins_who_demote_each_other_at_once_leave_one(adam: Membership) -> None:
    abel = join(adam.workspace, "Abel", "admin")
    pair = [(adam, abel), (abel, adam)]

    def strike(index: int) -> None:
        actor, other = pair[index]
        do(change_member_role, other, actor=member_actor(actor), role="agent")

    for _ in range(5):
        adam.workspace.memberships.update(role="admin")
        refused = failures(at_once(2, strike))
        assert len(refused) == 1
        assert isinstance(refused[0], HelpdeskError)
        assert adam.workspace.memberships.filter(role="admin").count() == 1
