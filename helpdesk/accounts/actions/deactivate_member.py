"""Let a member go."""

from helpdesk.accounts.actions.kit import keep_an_admin, lock_member
from helpdesk.accounts.actors import Actor
from helpdesk.accounts.audit import note
from helpdesk.accounts.models import Membership
from helpdesk.lib.errors import Invalid


def deactivate_member(membership: Membership, *, actor: Actor, hand_over_to: Membership | None = None) -> Membership:
    """The member, who from the next request on can do nothing here, nor can their keys; history keeps the name.

    Their undone tickets go to ``hand_over_to``, or to nobody (``tickets.actions.hand_over``). Repeating it is
    harmless. Raises NotFound, Forbidden for a member who may do more than the actor, Conflict for the only admin, and
    Invalid for a successor who does not work here.
    """
    locked = lock_member(membership, actor=actor)
    if not locked.is_active:
        return locked
    keep_an_admin(locked)
    if hand_over_to is not None and not can_take_over(locked, hand_over_to):
        raise Invalid(
            "Invalid successor", code="choice", field="hand_over_to", hint="Choose another active member, or nobody"
        )
    locked.is_active = False
    locked.save(update_fields=["is_active"])
    data = {"hand_over_to": str(hand_over_to.pk) if hand_over_to else None}
    note(
        "member.deactivated",
        actor=actor,
        row=locked,
        before={"is_active": True},
        after={"is_active": False, "hand_over_to": hand_over_to.user.name if hand_over_to else None},
        data=data,
    )
    return locked


def can_take_over(leaving: Membership, successor: Membership) -> bool:
    """Whether it is somebody else of the same workspace, who works here."""
    return (
        successor.pk != leaving.pk
        and successor.workspace_id == leaving.workspace_id
        and successor.is_active
        and successor.user.is_active
    )
