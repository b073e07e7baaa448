"""Rename a team, or change who is in it."""

from collections.abc import Mapping
from typing import Any

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.audit import note
from helpdesk.accounts.members.teams import clean_team_name, facts, lock_team, set_members
from helpdesk.accounts.models import Team


def update_team(team: Team, *, actor: Actor, changes: Mapping[str, Any]) -> Team:
    """The team after exactly the named changes: name, members (all of them). Who joins or leaves sees other queues
    from the next request on.

    Repeating it changes nothing. Raises NotFound, Invalid naming the field, Conflict when the name is taken, and
    Forbidden when somebody would be moved who may do more than the actor.
    """
    locked = lock_team(team, actor=actor)
    before, moved = facts(locked), {}
    if "name" in changes:
        locked.name = clean_team_name(changes["name"], actor=actor, besides=locked)
        locked.save(update_fields=["name"])
    if "members" in changes:
        moved = set_members(locked, changes["members"], actor=actor)
    renamed = locked.name != before["name"]
    if renamed or any(moved.values()):
        data = {"fields": ["name"] if renamed else [], **moved}
        note("team.changed", actor=actor, row=locked, before=before, after=facts(locked), data=data)
    return locked
