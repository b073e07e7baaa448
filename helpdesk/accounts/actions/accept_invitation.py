"""Take up an invitation."""

from dataclasses import dataclass

from helpdesk.accounts.actions.add_member import clean_name
from helpdesk.accounts.actions.kit import record_member, take_turns
from helpdesk.accounts.actors import member_actor
from helpdesk.accounts.audit import audit
from helpdesk.accounts.members.persons import known_or_new
from helpdesk.accounts.models import Invitation, Membership, User
from helpdesk.accounts.signing_in.passwords import require_good_password
from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import Unauthenticated


@dataclass(frozen=True)
class Accepted:
    """``is_new``: the person was not known before, and the password is the one just set."""

    membership: Membership
    is_new: bool


def accept_invitation(invitation: Invitation, *, name: str = "", password: str = "") -> Accepted:
    """The new membership of whoever was invited. Who is new sets a name and a password; who is known keeps both.

    It works once. Raises Unauthenticated for an invitation that was used, taken back or has expired, and Invalid for a
    name or password that will not do.
    """
    now = current_unit().now
    take_turns(invitation.workspace)
    open_now = invitation.workspace.invitations.filter(accepted_at=None, revoked_at=None, expires_at__gt=now)
    if not open_now.filter(pk=invitation.pk).update(accepted_at=now):
        raise Unauthenticated(code="link_expired")
    user, is_new = person_invited(invitation, name=name, password=password)
    membership = join(invitation, user)
    audit(
        "invitation.accepted",
        actor=member_actor(membership),
        subject_kind="member",
        subject_id=membership.pk,
        subject_name=user.name,
        after={"role": membership.role},
    )
    record_member(membership, "member.added", actor=member_actor(membership), data={"role": membership.role})
    return Accepted(membership, is_new)


def person_invited(invitation: Invitation, *, name: str, password: str) -> tuple[User, bool]:
    """The user behind the address, and whether they were made now. Raises Invalid."""
    known = User.objects.filter(email=invitation.email).first()
    if known is not None:
        return known, False
    tidy = clean_name(name)
    require_good_password(password, User(email=invitation.email, name=tidy))
    return known_or_new(email=invitation.email, name=tidy, password=password)


def join(invitation: Invitation, user: User) -> Membership:
    """The membership. Somebody who came in another way meanwhile keeps the role they have."""
    memberships = invitation.workspace.memberships
    membership: Membership | None = memberships.filter(user=user).first()
    if membership is None:
        membership = Membership(workspace=invitation.workspace, user=user)
    if membership._state.adding or not membership.is_active:
        membership.role, membership.custom_role = invitation.role, invitation.custom_role
        membership.is_active = True
        membership.save()
        membership.teams.set(invitation.teams.all())
    membership.user, membership.workspace = user, invitation.workspace
    return membership
