"""Take a role away that nobody has."""

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.audit import note
from helpdesk.accounts.members.roles import facts, lock_role
from helpdesk.accounts.models import Role
from helpdesk.lib.errors import Conflict


def delete_role(role: Role, *, actor: Actor) -> None:
    """The role goes. Raises NotFound, Forbidden for a role that allows more than the actor may do, and Conflict while a
    member, also a deactivated one, or an open invitation has it."""
    locked = lock_role(role, actor=actor)
    if locked.memberships.exists():
        raise Conflict("Members have this role", code="in_use", hint="Give them another one first")
    if locked.invitations.filter(accepted_at=None, revoked_at=None).exists():
        raise Conflict("Somebody is invited in this role", code="in_use", hint="Revoke the invitation first")
    # Invitations that are over need the role no more; the audit log still tells what they promised.
    locked.invitations.update(custom_role=None)
    note("role.deleted", actor=actor, row=locked, before=facts(locked))
    locked.delete()
