"""Let members work together."""

from collections.abc import Iterable

from helpdesk.accounts.actions.kit import take_turns
from helpdesk.accounts.actors import Actor
from helpdesk.accounts.audit import note
from helpdesk.accounts.members.teams import clean_team_name, facts, set_members
from helpdesk.accounts.models import Membership, Team


def create_team(*, actor: Actor, name: str, members: Iterable[Membership] = ()) -> Team:
    """A new team. Raises Invalid naming the field, Conflict when the name is taken, and Forbidden for a member who may
    do more than the actor."""
    take_turns(actor.workspace)
    team = Team(workspace=actor.workspace, name=clean_team_name(name, actor=actor))
    team.save(force_insert=True)
    moved = set_members(team, members, actor=actor)
    note("team.created", actor=actor, row=team, after=facts(team), data=moved)
    return team
