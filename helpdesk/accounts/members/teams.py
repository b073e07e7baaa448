"""What the verbs about teams share: the team in its turn, members that may be moved."""

from collections.abc import Iterable
from typing import Any

from helpdesk.accounts.actions.kit import require_within, take_turns
from helpdesk.accounts.actors import Actor, scopes_of
from helpdesk.accounts.models import Membership, Team
from helpdesk.accounts.unique_names import clean_unique_name
from helpdesk.lib.errors import Forbidden, Invalid, NotFound


def lock_team(team: Team, *, actor: Actor) -> Team:
    """The team as it is now, in its turn. Raises NotFound for one of another workspace."""
    take_turns(actor.workspace)
    found: Team | None = actor.workspace.teams.select_for_update().filter(pk=team.pk).first()
    if found is None:
        raise NotFound("team")
    return found


def clean_team_name(text: str, *, actor: Actor, besides: Team | None = None) -> str:
    """A name that no other team has. Raises Invalid, Conflict."""
    return clean_unique_name(text, among=actor.workspace.teams.all(), noun="team", besides=besides)


def set_members(team: Team, members: Iterable[Membership], *, actor: Actor) -> dict[str, list[str]]:
    """Let the team be these members, and tell who came and who left, by id.

    With a team come the queues that are open to it. Raises Invalid for a member of another workspace, and Forbidden
    when somebody would be moved who may do more than the actor.
    """
    wanted = {member.pk for member in members}
    found = {member.pk: member for member in of_workspace(actor, wanted)}
    if set(found) != wanted:
        raise Invalid("Invalid member", code="choice", field="members", hint="Use members of this workspace")
    before = {member.pk: member for member in team.members.select_related("custom_role")}
    came, left = wanted - set(before), set(before) - wanted
    for member in [*(found[pk] for pk in came), *(before[pk] for pk in left)]:
        require_within(actor, scopes_of(member), Forbidden("You cannot move somebody who may do more than you"))
    team.members.set(found.values())
    return {"came": sorted(map(str, came)), "left": sorted(map(str, left))}


def of_workspace(actor: Actor, wanted: Iterable[Any]) -> Iterable[Membership]:
    """The members of the actor's workspace with these ids."""
    found: Iterable[Membership] = actor.workspace.memberships.select_related("custom_role").filter(pk__in=wanted)
    return found


def facts(team: Team) -> dict[str, Any]:
    """What the audit log keeps of it."""
    return {"name": team.name, "members": sorted(team.members.values_list("user__name", flat=True))}
