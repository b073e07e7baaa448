"""Lists that people keep: saving, changing, moving and deleting them."""

from collections.abc import Callable
from typing import Any

import pytest

from helpdesk.accounts.actors import Actor, member_actor
from helpdesk.accounts.models import Membership, Team, Workspace
from helpdesk.events.models import Event
from helpdesk.events.unit import unit_of_work
from helpdesk.lib.errors import Forbidden, Invalid, NotFound
from tests.cast import join
from tickets.actions import change_view, delete_view, move_view, save_view
from tickets.models import SavedView
from tickets.saved_views import MOST_OF_ONE_OWNER

Save = Callable[..., SavedView]


@pytest.fixture
def team(acme: Workspace, alice: Membership) -> Team:
    """Alice's team."""
    made = acme.teams.create(name="Billing")
    made.members.add(alice)
    return made


@pytest.fixture
def as_adam(adam: Membership) -> Actor:
    return member_actor(adam)


def save(actor: Actor, name: str = "Late", query: str = "is:open tag:late", **owner: Any) -> SavedView:
    with unit_of_work():
        return save_view(actor=actor, name=name, query=query, **owner)


def names(actor: Actor) -> list[str]:
    return [view.name for view in actor.workspace.saved_views.visible_to(actor).in_order()]


def test_own_ones_come_before_those_of_teams_and_the_workspace(as_alice: Actor, as_adam: Actor, team: Team) -> None:
    save(as_adam, "Everybody", owner="workspace")
    save(as_alice, "Team", owner="team", team=team)
    save(as_alice, "  Mine\n")
    save(as_alice, "Mine too", "")
    save(as_adam, "Adams")
    assert names(as_alice) == ["Mine", "Mine too", "Team", "Everybody"]
    assert names(as_adam) == ["Adams", "Everybody"]


def test_each_is_an_event_without_its_words_and_shared_ones_are_audited(
    as_alice: Actor, as_adam: Actor, acme: Workspace
) -> None:
    save(as_alice)
    shared = save(as_adam, owner="workspace")
    with unit_of_work():
        change_view(shared, actor=as_adam, name="Very late", query="tag:late")
        change_view(shared, actor=as_adam, name="Very late", query="tag:late")
    with unit_of_work():
        delete_view(shared, actor=as_adam)
    events = Event.objects.filter(subject_kind="view").order_by("id")
    assert [(event.type, event.data, event.visibility) for event in events] == [
        ("view.saved", {"owner": "member"}, "internal"),
        ("view.saved", {"owner": "workspace"}, "internal"),
        ("view.changed", {"owner": "workspace"}, "internal"),
        ("view.deleted", {"owner": "workspace"}, "internal"),
    ]
    entries = acme.audit_entries.filter(subject_kind="view").order_by("created_at", "id")
    assert [(entry.action, entry.before, entry.after) for entry in entries] == [
        ("view.saved", {}, {"name": "Late", "query": "is:open tag:late"}),
        ("view.changed", {"name": "Late", "query": "is:open tag:late"}, {"name": "Very late", "query": "tag:late"}),
        ("view.deleted", {"name": "Very late", "query": "tag:late"}, {}),
    ]


def test_changing_moving_and_deleting(as_alice: Actor) -> None:
    first, second, third = (save(as_alice, name) for name in ("1", "2", "3"))
    with unit_of_work():
        move_view(third, actor=as_alice, to="up")
    with unit_of_work():
        move_view(first, actor=as_alice, to="up")
    assert names(as_alice) == ["1", "3", "2"]
    with unit_of_work():
        move_view(first, actor=as_alice, to="down")
    with unit_of_work():
        change_view(third, actor=as_alice, name="drei", query="#42")
    assert names(as_alice) == ["drei", "1", "2"]
    with unit_of_work():
        delete_view(second, actor=as_alice)
    assert names(as_alice) == ["drei", "1"]


def test_a_member_of_the_team_changes_its_lists(as_alice: Actor, acme: Workspace, team: Team) -> None:
    view = save(as_alice, owner="team", team=team)
    bert = join(acme, "Bert", "viewer")
    team.members.add(bert)
    with unit_of_work():
        change_view(view, actor=member_actor(bert), name="Berts", query="")
    assert names(as_alice) == ["Berts"]


def test_lists_of_the_workspace_are_for_those_who_change_its_settings(as_alice: Actor, as_adam: Actor) -> None:
    with pytest.raises(Forbidden):
        save(as_alice, owner="workspace")
    view = save(as_adam, owner="workspace")
    for change in (
        lambda: change_view(view, actor=as_alice, name="x", query=""),
        lambda: move_view(view, actor=as_alice, to="up"),
        lambda: delete_view(view, actor=as_alice),
    ):
        with pytest.raises(Forbidden), unit_of_work():
            change()
    assert names(as_alice) == ["Late"]


def test_other_peoples_lists_do_not_exist(
    as_alice: Actor, as_adam: Actor, eve: Membership, team: Team, as_carol: Actor
) -> None:
    own, teams = save(as_alice), save(as_alice, owner="team", team=team)
    for actor in (as_adam, member_actor(eve)):
        for view in (own, teams):
            with pytest.raises(NotFound), unit_of_work():
                delete_view(view, actor=actor)
    with pytest.raises(Forbidden):
        save(as_carol)
    with pytest.raises(Invalid) as refused:
        save(as_adam, owner="team", team=team)
    assert refused.value.field == "team"
    assert names(as_alice) == ["Late", "Late"]


@pytest.mark.parametrize("name", ["", " ", "\n", "x" * 61, "\x00", "\ud800"])
def test_a_name_is_one_line_of_up_to_sixty_characters(name: str, as_alice: Actor) -> None:
    with pytest.raises(Invalid) as refused:
        save(as_alice, name)
    assert refused.value.field == "name"


@pytest.mark.parametrize("query", ["colour:red", "queue:nowhere", "x" * 501, "\x00", "&"])
def test_words_must_make_a_question_here(query: str, as_alice: Actor) -> None:
    with pytest.raises(Invalid) as refused:
        save(as_alice, query=query)
    assert refused.value.field == "q"


def test_another_direction_is_refused(as_alice: Actor) -> None:
    view = save(as_alice)
    with pytest.raises(Invalid), unit_of_work():
        move_view(view, actor=as_alice, to="left")  # type: ignore[arg-type]


def test_there_is_an_end_to_lists(as_alice: Actor, acme: Workspace, alice: Membership) -> None:
    rows = [
        SavedView(
            workspace=acme, member=alice, name=str(number), query="", position=number, created_at=alice.created_at
        )
        for number in range(MOST_OF_ONE_OWNER)
    ]
    acme.saved_views.bulk_create(rows)
    with pytest.raises(Invalid):
        save(as_alice)
