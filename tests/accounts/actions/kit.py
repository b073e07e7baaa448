"""Short ways to call the verbs about people, each in a unit of work of its own, and to what they leave behind."""

import datetime
from collections.abc import Callable
from typing import Any

from django.utils import timezone
from django_otp.oath import TOTP

from helpdesk.accounts.actions.begin_totp import begin_totp
from helpdesk.accounts.actions.confirm_totp import confirm_totp
from helpdesk.accounts.actions.invite_member import invite_member
from helpdesk.accounts.actors import Actor, member_actor
from helpdesk.accounts.models import Invitation, Membership, Role, Team, User, Workspace
from helpdesk.events.models import Event
from helpdesk.events.unit import unit_of_work


def do(verb: Callable[..., Any], *given: Any, later_seconds: float = 0, **named: Any) -> Any:
    """One verb, now or later."""
    with unit_of_work(origin="192.0.2.7") as unit:
        unit.now += datetime.timedelta(seconds=later_seconds)
        return verb(*given, **named)


def invite(actor: Membership, email: str = "nora@acme.example", **more: Any) -> Invitation:
    """An invitation by a member."""
    found: Invitation = do(invite_member, actor=member_actor(actor), **{"email": email, "role": "agent", **more})
    return found


def role_of(workspace: Workspace, *permissions: str, name: str = "Lead") -> Role:
    """A role of the workspace's own."""
    role: Role = workspace.roles.create(name=name, permissions=list(permissions))
    return role


def team_of(workspace: Workspace, name: str = "HR") -> Team:
    """A team."""
    team: Team = workspace.teams.create(name=name)
    return team


def acting(membership: Membership) -> Actor:
    """The actor of a member as the row is now."""
    members = membership.workspace.memberships.select_related("user", "workspace", "custom_role")
    return member_actor(members.get(pk=membership.pk))


def code_of(key: bytes, *, later_seconds: float = 0) -> str:
    """What an app shows."""
    totp = TOTP(key)
    totp.time = timezone.now().timestamp() + later_seconds
    return f"{totp.token():06d}"


def with_codes(user: User) -> tuple[bytes, list[str]]:
    """Switch sign-in codes on; the key of the app, and the recovery codes. The next code is half a minute away."""
    key = do(begin_totp, user)
    made = do(confirm_totp, user, code=code_of(key), client="192.0.2.1", keep_session=None)
    return key, made.codes


def events(workspace: Workspace) -> list[str]:
    """The types of what happened, oldest first."""
    return list(Event.objects.filter(workspace_id=workspace.pk).order_by("id").values_list("type", flat=True))


def audited(workspace: Workspace) -> list[str]:
    """What the audit log tells, oldest first."""
    return list(workspace.audit_entries.order_by("created_at", "id").values_list("action", flat=True))
