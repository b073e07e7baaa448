"""Audited actions about members, teams, roles, invitations, keys and identity providers."""

import re
from typing import Any
from unittest.mock import ANY

from helpdesk.accounts.models import ApiKey, IdentityProvider, Membership
from helpdesk.accounts.signing_in.links import address_of
from tests.audit.kit import NEW_PASSWORD, Stage, leaves, sent
from tests.cast import join
from tests.portal.signin.conftest import follow, path_of

SECRET = re.compile(r'class="secret" dir="ltr">([^<]+)<')
PROVIDER = {
    "name": "Company login",
    "issuer": "https://login.example.com/",
    "client_id": "helpdesk",
    "secret": "s3cret-of-the-provider",
    "group_claim": "groups",
    "is_active": "on",
}


# --- members ---


@leaves("member.role_changed", ("member", "Alice"), before={"role": "agent"}, after={"role": "viewer"})
def a_members_role(stage: Stage) -> None:
    stage.settings(f"members/{stage.alice.pk}/", role="viewer")


@leaves("member.teams_changed", ("member", "Alice"), before={"teams": []}, after={"teams": ["Night shift"]})
def a_members_teams(stage: Stage) -> None:
    team = stage.acme.teams.create(name="Night shift")
    stage.settings(f"members/{stage.alice.pk}/", role="agent", teams=[str(team.pk)])


@leaves(
    "member.deactivated",
    ("member", "Alice"),
    before={"is_active": True},
    after={"is_active": False, "hand_over_to": "Vera"},
)
def a_member_leaves(stage: Stage) -> None:
    vera = join(stage.acme, "Vera", "agent")
    stage.settings(f"members/{stage.alice.pk}/deactivate/", hand_over_to=str(vera.pk))


@leaves("member.reactivated", ("member", "Alice"), before={"is_active": False}, after={"is_active": True})
def a_member_comes_back(stage: Stage) -> None:
    Membership._base_manager.filter(pk=stage.alice.pk).update(is_active=False)
    stage.settings(f"members/{stage.alice.pk}/reactivate/")


@leaves("member.look_started", ("member", "Alice"))
def looking_as_another(stage: Stage) -> None:
    stage.post("look-as", member=str(stage.alice.pk))


@leaves("member.look_ended", ("member", "Alice"))
def looking_no_more(stage: Stage) -> None:
    looking_as_another(stage)
    stage.post("look-as/stop")


# --- invitations ---


@leaves("invitation.sent", ("invitation", "nora@acme.example"), after={"role": "agent", "teams": []})
def an_invitation(stage: Stage) -> None:
    stage.settings("invitations/add/", email="nora@acme.example", role="agent")


def invited(stage: Stage) -> Any:
    """An invitation, made by its form."""
    an_invitation(stage)
    return stage.acme.invitations.get()


@leaves("invitation.resent", ("invitation", "nora@acme.example"))
def an_invitation_again(stage: Stage) -> None:
    stage.settings(f"invitations/{invited(stage).pk}/resend/")


@leaves("invitation.revoked", ("invitation", "nora@acme.example"))
def an_invitation_taken_back(stage: Stage) -> None:
    stage.settings(f"invitations/{invited(stage).pk}/revoke/")


@leaves("invitation.accepted", ("member", "Nora"), by="Nora", after={"role": "agent"})
def an_invitation_accepted(stage: Stage) -> None:
    link = path_of(address_of(invited(stage)))
    stage.secrets.append(link.partition("?t=")[2])
    follow(stage.anybody, link)
    sent(stage.anybody, "/invitation", name="Nora", password=NEW_PASSWORD)


# --- teams and roles ---


@leaves("team.created", ("team", "Night shift"), after={"name": "Night shift", "members": ["Alice"]})
def a_team(stage: Stage) -> None:
    stage.settings("teams/add/", name="Night shift", members=[str(stage.alice.pk)])


@leaves("team.changed", ("team", "Night shift"), before={"members": ["Alice"]}, after={"members": []})
def a_team_emptied(stage: Stage) -> None:
    a_team(stage)
    stage.settings(f"teams/{stage.acme.teams.get().pk}/", name="Night shift")


@leaves("team.deleted", ("team", "Night shift"), before={"members": ["Alice"]})
def a_team_gone(stage: Stage) -> None:
    a_team(stage)
    stage.settings(f"teams/{stage.acme.teams.get().pk}/delete/")


@leaves("role.created", ("role", "Lead"), after={"permissions": ["tickets.read"]})
def a_role(stage: Stage) -> None:
    stage.settings("roles/add/", name="Lead", permissions=["tickets.read"])


@leaves("role.changed", ("role", "Lead"), before={"permissions": ["tickets.read"]}, after={"permissions": [ANY, ANY]})
def a_role_that_may_more(stage: Stage) -> None:
    a_role(stage)
    stage.settings(f"roles/{stage.acme.roles.get().pk}/", name="Lead", permissions=["tickets.read", "audit.read"])


@leaves("role.deleted", ("role", "Lead"), before={"permissions": ["tickets.read"]})
def a_role_gone(stage: Stage) -> None:
    a_role(stage)
    stage.settings(f"roles/{stage.acme.roles.get().pk}/delete/")


# --- keys and identity providers ---


def shown_once(stage: Stage, answer: Any) -> None:
    """The text of a key, in whole and its secret part, must stand in no entry."""
    (text,) = SECRET.findall(answer.content.decode())
    stage.secrets += [text, text[-30:]]


@leaves("api_key.created", ("api_key", ANY), after={"audience": "desk", "scopes": ["tickets.write"], "owner": ANY})
def a_key(stage: Stage) -> None:
    shown_once(stage, stage.settings("keys/add/?audience=desk", name="Shop", scopes=["tickets.write"]))


@leaves("api_key.rotated", ("api_key", ANY), before={"expires_at": None}, after={"expires_at": ANY, "replaced_by": ANY})
def a_key_rotated(stage: Stage) -> None:
    a_key(stage)
    key = ApiKey._base_manager.get().pk
    shown_once(stage, stage.settings(f"keys/{key}/rotate/", overlap_hours="24"))


@leaves("api_key.revoked", ("api_key", ANY))
def a_key_revoked(stage: Stage) -> None:
    a_key(stage)
    stage.settings(f"keys/{ApiKey._base_manager.get().pk}/revoke/")


@leaves(
    "identity_provider.created",
    ("identity_provider", "Company login"),
    after={"issuer": PROVIDER["issuer"], "client_id": "helpdesk"},
)
def a_provider(stage: Stage) -> None:
    stage.secrets.append(PROVIDER["secret"])
    stage.settings("identity-providers/add/", **PROVIDER)


@leaves(
    "identity_provider.changed",
    ("identity_provider", "Company login"),
    before={"client_id": "helpdesk"},
    after={"client_id": "desk"},
)
def a_provider_changed(stage: Stage) -> None:
    a_provider(stage)
    stage.secrets.append("another-s3cret")
    key = IdentityProvider._base_manager.get().pk
    changes = {"client_id": "desk", "secret": "another-s3cret"}
    stage.settings(f"identity-providers/{key}/", **(PROVIDER | changes))


@leaves("identity_provider.deleted", ("identity_provider", "Company login"), before={"issuer": PROVIDER["issuer"]})
def a_provider_gone(stage: Stage) -> None:
    a_provider(stage)
    stage.settings(f"identity-providers/{IdentityProvider._base_manager.get().pk}/delete/")
