"""Say in which teams a member works."""

from collections.abc import Iterable

from helpdesk.accounts.actions.invite_member import chosen_teams
from helpdesk.accounts.actions.kit import lock_member
from helpdesk.accounts.actors import Actor
from helpdesk.accounts.audit import note
from helpdesk.accounts.models import Membership, Team


def set_member_teams(membership: Membership, *, actor: Actor, teams: Iterable[Team]) -> Membership:
    """The member, in these teams and no others: with them come the queues that are open to those teams.

    Raises NotFound, Forbidden for a member who may do more than the actor, Invalid for a team of another workspace.
    """
    locked = lock_member(membership, actor=actor)
    chosen = chosen_teams(actor, teams)
    before = list(locked.teams.all())
    if {team.pk for team in before} == {team.pk for team in chosen}:
        return locked
    locked.teams.set(chosen)
    data = {"before": sorted(str(team.pk) for team in before), "after": sorted(str(team.pk) for team in chosen)}
    note(
        "member.teams_changed",
        actor=actor,
        row=locked,
        before={"teams": sorted(team.name for team in before)},
        after={"teams": sorted(team.name for team in chosen)},
        data=data,
    )
    return locked
