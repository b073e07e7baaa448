"""Who sees a queue, from both sides."""

import itertools

import pytest

from helpdesk.accounts.actors import member_actor
from helpdesk.accounts.models import Membership, Workspace
from helpdesk.accounts.scopes import SETTINGS_KEYS, TICKETS_ALL_QUEUES, TICKETS_BULK, TICKETS_READ
from tests.cast import join
from workflow.audience import members_who_see
from workflow.models import Queue

ROLES = [[TICKETS_READ], [TICKETS_READ, TICKETS_ALL_QUEUES], [TICKETS_BULK], [SETTINGS_KEYS], [TICKETS_ALL_QUEUES]]


@pytest.fixture
def everybody(acme: Workspace, globex: Workspace, eve: Membership) -> list[Membership]:
    """Members of every role, each once inside and once outside the team."""
    team = acme.teams.create(name="Inside")
    found = []
    for number, is_inside in itertools.product(range(3 + len(ROLES)), (True, False)):
        role = ["admin", "agent", "viewer"][number] if number < 3 else "viewer"
        member = join(acme, f"Member{number}{is_inside}", role)
        if number >= 3:
            name = f"Role {number} {is_inside}"
            member.custom_role = acme.roles.create(name=name, permissions=ROLES[number - 3])
            member.save()
        if is_inside:
            team.members.add(member)
        found.append(member)
    return found


@pytest.mark.parametrize("access", Queue.Access.values)
def test_both_sides_of_the_rule_agree(acme: Workspace, everybody: list[Membership], access: str) -> None:
    queue = acme.queues.create(name="Some", access=access)
    queue.teams.add(acme.teams.get())
    found = set(members_who_see(queue))
    for member in everybody:
        actor = member_actor(member)
        sees = actor.may(TICKETS_READ) and queue in acme.queues.visible_to(actor)
        assert (member in found) is sees, (member.role, member.custom_role)
    assert found <= set(everybody)


def test_who_left_sees_nothing(acme: Workspace, alice: Membership) -> None:
    queue = acme.queues.get()
    assert alice in members_who_see(queue)
    alice.user.is_active = False
    alice.user.save()
    assert alice not in members_who_see(queue)
