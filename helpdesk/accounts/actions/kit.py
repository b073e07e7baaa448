"""What the verbs about members share: take turns, hold people to what they may give, keep an admin, record."""

from typing import Any

from helpdesk.accounts.actors import Actor, scopes_of
from helpdesk.accounts.models import Membership, Role, Workspace
from helpdesk.accounts.scopes import ROLE_SCOPES, expand
from helpdesk.events.unit import current_unit, record
from helpdesk.lib.errors import Conflict, Forbidden, Invalid, NotFound


def take_turns(workspace: Workspace) -> None:
    """Changes of a workspace's members wait for one another: two admins who demote each other at once must not both
    find that another one is left. Without ``no_key`` this would hold up every new ticket too."""
    current_unit()
    Workspace.objects.select_for_update(no_key=True).get(pk=workspace.pk)


def lock_member(membership: Membership, *, actor: Actor) -> Membership:
    """The membership as it is now, in its turn. Raises NotFound for one of another workspace, Forbidden for somebody
    who may do more than the actor."""
    take_turns(actor.workspace)
    members = actor.workspace.memberships.select_related("user", "custom_role")
    found: Membership | None = members.filter(pk=membership.pk).first()
    if found is None:
        raise NotFound("member")
    found.workspace = actor.workspace
    require_within(actor, scopes_of(found), Forbidden("You cannot change somebody who may do more than you"))
    return found


def chosen_role(actor: Actor, role: str, custom_role: Role | None) -> None:
    """Check a role that somebody is to get. Raises Invalid for none of this workspace, or one that gives more than the
    actor has."""
    if role not in Membership.Role.values:
        raise Invalid("Invalid role", code="choice", field="role", hint="Use " + ", ".join(Membership.Role.values))
    if custom_role is not None and custom_role.workspace_id != actor.workspace.id:
        raise Invalid("Invalid role", code="choice", field="role", hint="Use a role of this workspace")
    given = ROLE_SCOPES[role] if custom_role is None else expand(custom_role.permissions)
    hint = "Choose a role that allows no more than yours"
    require_within(actor, given, Invalid("You cannot give what you may not do yourself", field="role", hint=hint))


def require_within(actor: Actor, scopes: frozenset[str], otherwise: Exception) -> None:
    """Raises ``otherwise`` where an actor lacks one of these scopes. Commands and rules lack none."""
    if actor.kind != "system" and not scopes <= actor.scopes:
        raise otherwise


def keep_an_admin(membership: Membership) -> None:
    """Raises Conflict when a member, about to be an admin no more, is the only one who can still sign in."""
    if not is_admin(membership):
        return
    others = membership.workspace.memberships.exclude(pk=membership.pk).filter(
        role=Membership.Role.ADMIN, custom_role=None, is_active=True, user__is_active=True
    )
    if not others.exists():
        raise Conflict("This is the only admin", code="last_admin", field="role", hint="Make somebody else admin first")


def is_admin(membership: Membership) -> bool:
    """Whether somebody has the built-in role that may do everything, and works here."""
    return membership.role == Membership.Role.ADMIN and membership.custom_role_id is None and membership.is_active


def role_words(role: str, custom_role: Role | None) -> dict[str, Any]:
    """A role as the audit log shows it."""
    return {"role": role, "custom_role": custom_role.name if custom_role else None}


def record_member(membership: Membership, event_type: str, *, actor: Actor, data: dict[str, Any] | None = None) -> None:
    """Record an event about a member."""
    record(
        event_type,
        workspace_id=actor.workspace.id,
        subject_kind="member",
        subject_id=membership.pk,
        actor=actor,
        internal=True,
        data=data,
    )
