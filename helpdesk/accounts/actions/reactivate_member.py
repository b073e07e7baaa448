"""Have a member back."""

from helpdesk.accounts.actions.kit import lock_member
from helpdesk.accounts.actors import Actor
from helpdesk.accounts.audit import note
from helpdesk.accounts.models import Membership


def reactivate_member(membership: Membership, *, actor: Actor) -> Membership:
    """The member, again in the role and teams they had. Repeating it is harmless.

    Raises NotFound, and Forbidden for a member who would be able to do more than the actor.
    """
    locked = lock_member(membership, actor=actor)
    if locked.is_active:
        return locked
    locked.is_active = True
    locked.save(update_fields=["is_active"])
    note(
        "member.reactivated",
        actor=actor,
        row=locked,
        before={"is_active": False},
        after={"is_active": True},
    )
    return locked
