"""Take a team apart."""

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.audit import note
from helpdesk.accounts.members.teams import facts, lock_team, set_members
from helpdesk.accounts.models import Invitation, Team
from helpdesk.lib.errors import Conflict

MOST_NAMED = 3


def delete_team(team: Team, *, actor: Actor) -> None:
    """The team goes, with the views that were shared in it; its members stay members.

    Raises NotFound, Forbidden when it holds somebody who may do more than the actor, and Conflict while a queue is
    open to it: nobody might be left who sees that queue.
    """
    locked = lock_team(team, actor=actor)
    needing = named_by(locked)
    if needing:
        hint = "Take it out of " + ", ".join(needing) + " first"
        raise Conflict("This team is still in use", code="in_use", hint=hint)
    before = facts(locked)
    set_members(locked, (), actor=actor)
    note("team.deleted", actor=actor, row=locked, before=before)
    locked.delete()


def named_by(team: Team) -> list[str]:
    """The names of some rows, of rooms that this one knows nothing of, which are open to the team."""
    names: list[str] = []
    for relation in team._meta.related_objects:
        if relation.many_to_many and relation.related_model is not Invitation:
            holders = getattr(team, relation.get_accessor_name() or "")
            names += [str(row) for row in holders.all()[:MOST_NAMED]]
    return names[:MOST_NAMED]
