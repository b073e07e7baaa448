"""As whom a session looks at a workspace."""

from collections.abc import Mapping
from typing import Any

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Membership
from workflow.actions.look_as import may_look_as

# Where a session keeps it: workspace id -> member id.
LOOKING = "looking_as"


def member_looked_as(session: Mapping[str, Any], actor: Actor) -> Membership | None:
    """The member through whose eyes this session sees the actor's workspace; None for one's own.

    It is asked anew for every page whether the actor still may: whoever loses the permission sees their own again.
    """
    named = session.get(LOOKING, {}).get(str(actor.workspace.id))
    if named is None:
        return None
    members = actor.workspace.memberships.select_related("user", "custom_role")
    member: Membership | None = members.filter(pk=named).first()
    if member is None:
        return None
    member.workspace = actor.workspace
    return member if may_look_as(member, actor) else None
