"""See the desk as another member sees it."""

from helpdesk.accounts.actors import Actor, member_actor
from helpdesk.accounts.audit import note
from helpdesk.accounts.models import Membership
from helpdesk.accounts.scopes import IMPERSONATE
from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import Forbidden


def look_as(member: Membership, *, actor: Actor) -> Membership:
    """Note that the actor looks as this member from now on; the door lets them read only.

    Raises Forbidden without the permission, and for a member who may do or sees more than the actor.
    """
    current_unit()
    if not may_look_as(member, actor):
        raise Forbidden("You cannot look as this member: they may do or see something that you may not")
    note("member.look_started", actor=actor, row=member)
    return member


def may_look_as(member: Membership, actor: Actor) -> bool:
    """Whether an actor may see what this member sees: somebody else of the same workspace who works here, may do
    nothing that the actor may not, and sees no queue that is hidden from the actor."""
    if member.workspace_id != actor.workspace.id or member.pk == actor.member_id or actor.kind != "member":
        return False
    seen = member_actor(member)
    if not (actor.may(IMPERSONATE) and member.is_active and member.user.is_active and seen.scopes <= actor.scopes):
        return False
    queues = actor.workspace.queues
    return not queues.hidden_from(actor).exclude(pk__in=queues.hidden_from(seen).values("pk")).exists()
