"""Make a role for members to whom no built-in one fits."""

from collections.abc import Iterable

from helpdesk.accounts.actions.kit import take_turns
from helpdesk.accounts.actors import Actor
from helpdesk.accounts.audit import note
from helpdesk.accounts.members.roles import clean_permissions, clean_role_name, facts
from helpdesk.accounts.models import Role


def create_role(*, actor: Actor, name: str, permissions: Iterable[str]) -> Role:
    """A new role, which nobody has yet. Raises Invalid naming the field, also for a permission that the actor has not
    got, and Conflict when the name is taken."""
    take_turns(actor.workspace)
    chosen = clean_permissions(permissions, actor=actor)
    role = Role(workspace=actor.workspace, name=clean_role_name(name, actor=actor), permissions=chosen)
    role.save(force_insert=True)
    note("role.created", actor=actor, row=role, after=facts(role), data={"permissions": chosen})
    return role
