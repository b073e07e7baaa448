"""create_team, update_team, delete_team."""

from typing import Any

import pytest

from helpdesk.accounts.actions.create_team import create_team
from helpdesk.accounts.actions.delete_team import delete_team
from helpdesk.accounts.actions.update_team import update_team
from helpdesk.accounts.actors import member_actor
from helpdesk.accounts.models import Membership
from helpdesk.events.models import Event
from helpdesk.lib.errors import Conflict, Forbidden, HelpdeskError, Invalid, NotFound
from tests.accounts.actions.kit import acting, audited, do, events, invite, role_of, team_of
from tests.together import at_once, failures
from workflow.models import Queue


def test_a_team_is_made_changed_and_taken_apart_and_both_logs_tell(adam: Membership, alice: Membership) -> None:
    team = do(create_team, actor=member_actor(adam), name=" Night\nshift ", members=[alice])
    assert (team.name, list(team.members.all())) == ("Night shift", [alice])
    do(update_team, team, actor=member_actor(adam), changes={"name": "Day shift", "members": [adam]})
    event = Event.objects.get(type="team.changed")
    assert event.data == {"fields": ["name"], "came": [str(adam.pk)], "left": [str(alice.pk)]}
    assert (event.subject_kind, event.subject_id) == ("team", team.pk)
    entry = adam.workspace.audit_entries.get(action="team.changed")
    assert entry.before == {"name": "Night shift", "members": ["Alice"]}
    assert entry.after == {"name": "Day shift", "members": ["Adam"]}
    do(delete_team, team, actor=member_actor(adam))
    assert not adam.workspace.teams.exists()
    assert audited(adam.workspace)[-3:] == ["team.created", "team.changed", "team.deleted"]


def test_only_what_is_named_changes_and_repeating_it_is_harmless(adam: Membership, alice: Membership) -> None:
    team = do(create_team, actor=member_actor(adam), name="HR", members=[alice])
    before = events(adam.workspace)
    for changes in ({}, {"name": "HR"}, {"members": [alice]}):
        do(update_team, team, actor=member_actor(adam), changes=changes)
    assert events(adam.workspace) == before
    do(update_team, team, actor=member_actor(adam), changes={"name": "hr"})
    assert list(team.members.all()) == [alice]


def test_a_team_that_a_queue_is_open_to_stays(adam: Membership) -> None:
    team = team_of(adam.workspace)
    queue = adam.workspace.queues.create(name="Salaries", access=Queue.Access.PRIVATE)
    queue.teams.add(team)
    with pytest.raises(Conflict) as refused:
        do(delete_team, team, actor=member_actor(adam))
    assert "Salaries" in refused.value.hint
    queue.teams.clear()
    invitation = invite(adam, teams=[team])
    do(delete_team, team, actor=member_actor(adam))
    assert not invitation.teams.exists()


def test_who_may_less_moves_nobody_who_may_more(adam: Membership, alice: Membership, vera: Membership) -> None:
    alice.custom_role = role_of(adam.workspace, "settings.people", "tickets.write", "customers.read", "reports.read")
    alice.save()
    lead = acting(alice)
    team = do(create_team, actor=lead, name="Mine", members=[vera])
    with pytest.raises(Forbidden):
        do(update_team, team, actor=lead, changes={"members": [vera, adam]})
    team.members.add(adam)
    calls: list[tuple[Any, dict[str, Any]]] = [(update_team, {"changes": {"members": []}}), (delete_team, {})]
    for verb, given in calls:
        with pytest.raises(Forbidden):
            do(verb, team, actor=lead, **given)
    do(update_team, team, actor=lead, changes={"name": "Ours", "members": [adam]})


def test_another_workspaces_team_and_member_are_unknown(adam: Membership, eve: Membership) -> None:
    foreign = team_of(eve.workspace)
    calls: list[tuple[Any, dict[str, Any]]] = [(update_team, {"changes": {"name": "x"}}), (delete_team, {})]
    for verb, given in calls:
        with pytest.raises(NotFound):
            do(verb, foreign, actor=member_actor(adam), **given)
    with pytest.raises(Invalid) as refused:
        do(create_team, actor=member_actor(adam), name="HR", members=[eve])
    assert refused.value.field == "members"
    assert not adam.workspace.teams.exists()


@pytest.mark.parametrize("name", ["", " \n ", "x" * 61, "a\x00b", "\ud800"])
def test_a_bad_name_is_refused(name: str, adam: Membership) -> None:
    with pytest.raises(Invalid) as refused:
        do(create_team, actor=member_actor(adam), name=name)
    assert refused.value.field == "name"


@pytest.mark.parametrize(("first", "second"), [("HR", "hr"), ("Ärzte", "ÄRZTE"), ("Çağrı", "çağrı")])
def test_a_name_is_taken_whatever_its_capitals(first: str, second: str, adam: Membership, eve: Membership) -> None:
    team_of(adam.workspace, first)
    team_of(eve.workspace, second)
    other = team_of(adam.workspace, "Other")
    for verb, given in (
        (lambda **named: create_team(**named), {"name": second}),
        (lambda **named: update_team(other, **named), {"changes": {"name": second}}),
    ):
        with pytest.raises(Conflict) as refused:
            do(verb, actor=member_actor(adam), **given)
        assert (refused.value.code, refused.value.field) == ("taken", "name")


@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_a_name_at_once_one_gets_it(adam: Membership) -> None:
    results = at_once(
        6, lambda index: do(create_team, actor=member_actor(adam), name="Night" if index % 2 else "NIGHT")
    )
    refused = failures(results)
    assert len(refused) == 5
    assert all(isinstance(error, HelpdeskError) and error.code == "taken" for error in refused)
    assert adam.workspace.teams.count() == 1
