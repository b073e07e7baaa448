"""What the verbs about a workspace's own roles share: the role in its turn, permissions that may be given."""

from collections.abc import Iterable
from typing import Any

from helpdesk.accounts.actions.kit import require_within, take_turns
from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Role
from helpdesk.accounts.scopes import PERMISSIONS, expand
from helpdesk.accounts.unique_names import clean_unique_name
from helpdesk.lib.errors import Forbidden, Invalid, NotFound


def lock_role(role: Role, *, actor: Actor) -> Role:
    """The role as it is now, in its turn. Raises NotFound for one of another workspace, and Forbidden for one that
    allows more than the actor may do."""
    take_turns(actor.workspace)
    found: Role | None = actor.workspace.roles.select_for_update().filter(pk=role.pk).first()
    if found is None:
        raise NotFound("role")
    require_within(actor, expand(found.permissions), Forbidden("You cannot change a role that may do more than you"))
    return found


def clean_role_name(text: str, *, actor: Actor, besides: Role | None = None) -> str:
    """A name that no other role has. Raises Invalid, Conflict."""
    return clean_unique_name(text, among=actor.workspace.roles.all(), noun="role", besides=besides)


def clean_permissions(permissions: Iterable[str], *, actor: Actor) -> list[str]:
    """Permissions in the order in which they are offered. Raises Invalid for none, for an unknown one, and for one
    that the actor has not got."""
    given = set(permissions)
    if not given:
        raise Invalid("permissions are required", code="required", field="permissions", hint="Choose at least one")
    if not given <= set(PERMISSIONS):
        raise Invalid("Invalid permission", code="choice", field="permissions", hint="Use " + ", ".join(PERMISSIONS))
    hint = "Choose none that you have not got"
    refusal = Invalid("You cannot give what you may not do yourself", field="permissions", hint=hint)
    require_within(actor, expand(given), refusal)
    return [name for name in PERMISSIONS if name in given]


def facts(role: Role) -> dict[str, Any]:
    """What the audit log keeps of it."""
    return {"name": role.name, "permissions": list(role.permissions)}
