"""Rename a role, or change what it allows."""

from collections.abc import Mapping
from typing import Any

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.audit import note
from helpdesk.accounts.members.roles import clean_permissions, clean_role_name, facts, lock_role
from helpdesk.accounts.models import Role


def update_role(role: Role, *, actor: Actor, changes: Mapping[str, Any]) -> Role:
    """The role after exactly the named changes: name, permissions (all of them). It acts on whoever has it with their
    next request, and on their keys within a second.

    Repeating it changes nothing. Raises NotFound, Forbidden for a role that allows more than the actor may do, Invalid
    naming the field, also for a permission that the actor has not got, and Conflict when the name is taken.
    """
    locked = lock_role(role, actor=actor)
    before = facts(locked)
    if "name" in changes:
        locked.name = clean_role_name(changes["name"], actor=actor, besides=locked)
    if "permissions" in changes:
        locked.permissions = clean_permissions(changes["permissions"], actor=actor)
    after = facts(locked)
    fields = [name for name in after if after[name] != before[name]]
    if fields:
        locked.save(update_fields=fields)
        data = {"fields": fields, "permissions": locked.permissions}
        note("role.changed", actor=actor, row=locked, before=before, after=after, data=data)
    return locked
