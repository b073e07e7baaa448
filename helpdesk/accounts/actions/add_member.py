"""Give a person a place in a workspace."""

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Membership, User
from helpdesk.events.unit import current_unit, record
from helpdesk.lib.text import clean_email


def add_member(*, actor: Actor, email: str, name: str, role: str, password: str | None = None) -> Membership:
    """The membership of this address in the actor's workspace, made or brought back in the given role.

    A person already known to the installation keeps name and password: another workspace must not change them.
    """
    current_unit()
    address = clean_email(email)
    user = User.objects.filter(email=address).first()
    if user is None:
        user = User.objects.make(email=address, name=name, password=password)
        user.save(force_insert=True)
    membership, _ = actor.workspace.memberships.update_or_create(user=user, defaults={"role": role, "is_active": True})
    record(
        "member.added",
        workspace_id=actor.workspace.id,
        subject_kind="member",
        subject_id=membership.id,
        actor=actor,
        internal=True,
        data={"role": role},
    )
    return membership
