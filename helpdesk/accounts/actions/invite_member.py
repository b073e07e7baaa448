"""Invite somebody to work in a workspace."""

from collections.abc import Iterable

from helpdesk.accounts.actions.add_member import clean_address, clean_name
from helpdesk.accounts.actions.kit import chosen_role, role_words, take_turns
from helpdesk.accounts.actions.resend_invitation import renew
from helpdesk.accounts.actors import Actor
from helpdesk.accounts.audit import audit
from helpdesk.accounts.models import Invitation, Role, Team
from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import Conflict, Invalid


def invite_member(
    *, actor: Actor, email: str, role: str, name: str = "", custom_role: Role | None = None, teams: Iterable[Team] = ()
) -> Invitation:
    """The open invitation of this address, which gets a mail with a link that works for seven days.

    Somebody invited before gets the new role and a new mail. Raises Invalid for what is no address, name, role or team
    of the workspace, and Conflict for somebody who works here already.
    """
    now = current_unit().now
    address, tidy = clean_address(email), clean_name(name) if name.strip() else ""
    chosen_role(actor, role, custom_role)
    joined = chosen_teams(actor, teams)
    take_turns(actor.workspace)
    if actor.workspace.memberships.filter(user__email=address, is_active=True).exists():
        raise Conflict("This person works here already", code="already_member", field="email")
    given = {"name": tidy, "role": role, "custom_role": custom_role, "invited_by_id": actor.member_id}
    invitation, _ = actor.workspace.invitations.update_or_create(
        email=address,
        accepted_at=None,
        revoked_at=None,
        defaults=given,
        create_defaults=given | {"created_at": now, "expires_at": now},
    )
    invitation.teams.set(joined)
    audit(
        "invitation.sent",
        actor=actor,
        subject_kind="invitation",
        subject_id=invitation.pk,
        subject_name=address,
        after=role_words(role, custom_role) | {"teams": sorted(team.name for team in joined)},
    )
    renew(invitation, actor=actor)
    return invitation


def chosen_teams(actor: Actor, teams: Iterable[Team]) -> list[Team]:
    """Teams of the actor's workspace. Raises Invalid for one of another."""
    chosen = list(teams)
    if any(team.workspace_id != actor.workspace.id for team in chosen):
        raise Invalid("Invalid team", code="choice", field="teams", hint="Use teams of this workspace")
    return chosen
