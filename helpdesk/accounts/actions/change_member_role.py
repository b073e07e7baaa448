"""Change what a member may do."""

from helpdesk.accounts.actions.kit import chosen_role, keep_an_admin, lock_member, role_words
from helpdesk.accounts.actors import Actor
from helpdesk.accounts.audit import note
from helpdesk.accounts.models import Membership, Role


def change_member_role(
    membership: Membership, *, actor: Actor, role: str, custom_role: Role | None = None
) -> Membership:
    """The member in the new role; a custom role takes the place of the built-in one. It acts with the next request.

    Raises NotFound, Forbidden for a member who may do more than the actor, Invalid for a role that would give more than
    the actor has, and Conflict when it would leave the workspace without an admin.
    """
    locked = lock_member(membership, actor=actor)
    chosen_role(actor, role, custom_role)
    if (locked.role, locked.custom_role_id) == (role, custom_role.pk if custom_role else None):
        return locked
    if role != Membership.Role.ADMIN or custom_role is not None:
        keep_an_admin(locked)
    before = role_words(locked.role, locked.custom_role)
    locked.role, locked.custom_role = role, custom_role
    locked.save(update_fields=["role", "custom_role"])
    data = {"role": role, "custom_role": str(custom_role.pk) if custom_role else None}
    note(
        "member.role_changed",
        actor=actor,
        row=locked,
        before=before,
        after=role_words(role, custom_role),
        data=data,
    )
    return locked
