"""Give a person a place in a workspace."""

from helpdesk.accounts.actions.change_member_role import change_member_role
from helpdesk.accounts.actors import Actor
from helpdesk.accounts.audit import audit
from helpdesk.accounts.members.persons import known_or_new
from helpdesk.accounts.models import Membership
from helpdesk.events.unit import current_unit, record
from helpdesk.lib.errors import Invalid
from helpdesk.lib.text import clean_email, is_storable, one_line

MAX_NAME = 120


def add_member(*, actor: Actor, email: str, name: str, role: str, password: str | None = None) -> Membership:
    """The membership of this address in the actor's workspace, made or brought back in the given role.

    A person already known to the installation keeps name and password: another workspace must not change them.
    Repeating it changes nothing. Raises Invalid for what is no address, name or role, and Conflict where another role
    would leave the workspace without an admin.
    """
    current_unit()
    address, tidy = clean_address(email), clean_name(name)
    if role not in Membership.Role.values:
        raise Invalid("Invalid role", code="choice", field="role", hint="Use " + ", ".join(Membership.Role.values))
    user, _ = known_or_new(email=address, name=tidy, password=password)
    found = actor.workspace.memberships.filter(user=user, is_active=True).first()
    if found is not None:
        return change_member_role(found, actor=actor, role=role)
    before = actor.workspace.memberships.filter(user=user).values("role", "is_active").first()
    membership, _ = actor.workspace.memberships.update_or_create(
        user=user, defaults={"role": role, "is_active": True, "custom_role": None}
    )
    audit(
        "member.added",
        actor=actor,
        subject_kind="member",
        subject_id=membership.id,
        subject_name=user.name,
        before=before,
        after={"role": role, "is_active": True},
    )
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


def clean_address(email: str) -> str:
    """The one spelling of an address. Raises Invalid."""
    try:
        return clean_email(email)
    except ValueError as error:
        raise Invalid("Invalid email address", field="email", hint="Use one address such as ana@example.com") from error


def clean_name(name: str) -> str:
    """A name on one line of 1 to 120 characters. Raises Invalid."""
    tidy = one_line(name) if is_storable(name) else ""
    if not 1 <= len(tidy) <= MAX_NAME:
        raise Invalid(f"name must have 1 to {MAX_NAME} characters", field="name", hint="Send a name on one line")
    return tidy
