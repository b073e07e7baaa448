"""Inviting, inviting again, taking back, accepting."""

import datetime
from typing import Any

import pytest

from helpdesk.accounts.actions.accept_invitation import Accepted, accept_invitation
from helpdesk.accounts.actions.resend_invitation import resend_invitation
from helpdesk.accounts.actions.revoke_invitation import revoke_invitation
from helpdesk.accounts.actors import Actor, member_actor
from helpdesk.accounts.models import Invitation, Membership, User, Workspace
from helpdesk.events.unit import unit_of_work
from helpdesk.lib.errors import Conflict, HelpdeskError, Invalid, NotFound, Unauthenticated
from tests.accounts.actions.kit import acting, audited, do, events, invite, role_of, team_of
from tests.cast import PASSWORD
from tests.together import at_once, failures

NEW_PASSWORD = "another horse battery staple"


def accept(invitation: Invitation, **given: Any) -> Accepted:
    found: Accepted = do(accept_invitation, invitation, **{"name": "Nora", "password": NEW_PASSWORD, **given})
    return found


def test_an_invitation_is_open_for_seven_days_and_gets_a_mail(adam: Membership) -> None:
    team = team_of(adam.workspace)
    made = invite(adam, " Nora@Acme.Example ", name="Nora", teams=[team])
    assert (made.email, made.name, made.role, made.invited_by_id) == ("nora@acme.example", "Nora", "agent", adam.pk)
    assert made.expires_at - made.created_at == datetime.timedelta(days=7)
    assert list(made.teams.all()) == [team]
    assert events(adam.workspace)[-1] == "invitation.sent"
    assert audited(adam.workspace)[-1] == "invitation.sent"


def test_whoever_is_new_joins_with_name_and_password(adam: Membership) -> None:
    role, team = role_of(adam.workspace, "tickets.read"), team_of(adam.workspace)
    accepted = accept(invite(adam, custom_role=role, teams=[team]))
    member = adam.workspace.memberships.get(user__email="nora@acme.example")
    assert (accepted.membership.pk, accepted.is_new) == (member.pk, True)
    assert (member.user.name, member.user.check_password(NEW_PASSWORD)) == ("Nora", True)
    assert (member.custom_role, list(member.teams.all())) == (role, [team])
    assert audited(adam.workspace)[-1] == "invitation.accepted"


def test_whoever_is_known_joins_and_keeps_name_and_password(adam: Membership, eve: Membership) -> None:
    accepted = accept(invite(adam, eve.user.email), name="Mallory")
    known = User.objects.get(pk=eve.user_id)
    assert (accepted.is_new, known.name, known.check_password(PASSWORD)) == (False, "Eve", True)
    assert {place.workspace.slug for place in known.memberships.all()} == {"acme", "globex"}


def test_two_workspaces_that_invite_one_person_make_one_user(adam: Membership, eve: Membership) -> None:
    first = accept(invite(adam, "nora@else.example"))
    second = accept(invite(eve, "nora@else.example"), password="")
    assert first.membership.user_id == second.membership.user_id
    assert User.objects.filter(email="nora@else.example").count() == 1


def test_somebody_who_left_comes_back_in_the_role_of_the_invitation(adam: Membership, alice: Membership) -> None:
    adam.workspace.memberships.filter(pk=alice.pk).update(is_active=False)
    accept(invite(adam, alice.user.email, role="viewer"))
    alice.refresh_from_db()
    assert (alice.is_active, alice.role) == (True, "viewer")


def test_inviting_twice_renews_the_one_invitation_in_the_new_role(adam: Membership) -> None:
    first, second = invite(adam), invite(adam, role="viewer")
    assert (first.pk, second.role) == (second.pk, "viewer")
    assert events(adam.workspace).count("invitation.sent") == 2


def test_sending_again_makes_an_old_one_good_for_seven_days(adam: Membership) -> None:
    made = invite(adam)
    Invitation.objects.across_workspaces("a test").update(expires_at=made.created_at)
    with pytest.raises(Unauthenticated):
        accept(made)
    again = do(resend_invitation, made, actor=member_actor(adam))
    assert again.expires_at > made.created_at + datetime.timedelta(days=6)
    assert accept(made).is_new


def test_one_that_was_taken_back_opens_nothing(adam: Membership) -> None:
    made = invite(adam)
    for _ in range(2):
        do(revoke_invitation, made, actor=member_actor(adam))
    assert audited(adam.workspace).count("invitation.revoked") == 1
    with pytest.raises(Unauthenticated):
        accept(made)
    with pytest.raises(Conflict):
        do(resend_invitation, made, actor=member_actor(adam))
    assert invite(adam).pk != made.pk


def test_it_works_once(adam: Membership) -> None:
    made = invite(adam)
    accept(made)
    with pytest.raises(Unauthenticated):
        accept(made)
    with pytest.raises(Conflict):
        do(revoke_invitation, made, actor=member_actor(adam))


def test_whoever_came_in_meanwhile_keeps_the_role_they_have(adam: Membership, acme: Workspace) -> None:
    made = invite(adam, adam.user.email.replace("adam", "nora"))
    user = User.objects.make(email="nora@acme.example", name="Nora", password=PASSWORD)
    user.save()
    acme.memberships.create(user=user, role="admin")
    assert accept(made).membership.role == "admin"


def test_nobody_gives_what_they_may_not_do_themselves(adam: Membership, alice: Membership) -> None:
    alice.custom_role = role_of(adam.workspace, "settings.people", "tickets.write")
    alice.save()
    with pytest.raises(Invalid) as refused:
        invite(alice, role="admin")
    assert refused.value.field == "role"
    made = invite(adam, role="admin")
    with pytest.raises(Invalid):
        do(resend_invitation, made, actor=acting(alice))


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"email": "nobody"}, "email"),
        ({"email": "a@b.example, c@d.example"}, "email"),
        ({"role": "owner"}, "role"),
        ({"name": "x" * 121}, "name"),
        ({"name": "a\x00"}, "name"),
    ],
)
def test_bad_input_is_refused(adam: Membership, given: dict[str, str], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        invite(adam, **given)
    assert refused.value.field == field
    assert not adam.workspace.invitations.exists()


@pytest.mark.parametrize("password", ["", "short", "1234567890", "nora@acme.example", "x" * 1001, "a\x00bcdefghijk"])
def test_a_bad_password_leaves_the_invitation_open(adam: Membership, password: str) -> None:
    made = invite(adam)
    with pytest.raises(Invalid) as refused:
        accept(made, password=password)
    assert refused.value.field == "password"
    assert accept(made).is_new


def test_who_works_here_already_is_not_invited(adam: Membership, alice: Membership) -> None:
    with pytest.raises(Conflict) as refused:
        invite(adam, alice.user.email)
    assert refused.value.field == "email"


def test_roles_teams_and_invitations_of_another_workspace_do_not_exist(adam: Membership, eve: Membership) -> None:
    foreign = {"custom_role": role_of(eve.workspace, "tickets.read")}, {"teams": [team_of(eve.workspace)]}
    for given in foreign:
        with pytest.raises(Invalid):
            invite(adam, **given)
    made = invite(eve)
    for verb in (resend_invitation, revoke_invitation):
        with pytest.raises(NotFound):
            do(verb, made, actor=member_actor(adam))


@pytest.mark.django_db(transaction=True)
def test_accepted_in_many_browsers_at_once_it_works_in_one(adam: Membership) -> None:
    made = invite(adam)
    results = at_once(6, lambda _: accept(made))
    assert len(failures(results)) == 5
    assert all(isinstance(error, Unauthenticated) for error in failures(results))
    assert adam.workspace.memberships.filter(user__email=made.email).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_first_invitations_accepted_together_make_one_person(adam: Membership, eve: Membership) -> None:
    made = [invite(adam, "nora@else.example"), invite(eve, "nora@else.example")]
    results = at_once(2, lambda index: accept(made[index], password=f"{NEW_PASSWORD} {index}"))
    assert failures(results) == []
    assert sorted(result.is_new for result in results) == [False, True]
    (user,) = User.objects.filter(email="nora@else.example")
    winner = next(index for index, result in enumerate(results) if result.is_new)
    assert (user.check_password(f"{NEW_PASSWORD} {winner}"), user.memberships.count()) == (True, 2)


@pytest.mark.django_db(transaction=True)
def test_invited_twice_at_once_there_is_one_invitation(adam: Membership) -> None:
    results = at_once(4, lambda _: invite(adam))
    assert failures(results) == []
    assert adam.workspace.invitations.count() == 1


def test_the_verbs_leave_no_half_of_their_work(adam: Membership, as_alice: Actor) -> None:
    made = invite(adam)
    with pytest.raises(HelpdeskError), unit_of_work():
        accept_invitation(made, name="", password=NEW_PASSWORD)
    made.refresh_from_db()
    assert made.accepted_at is None
