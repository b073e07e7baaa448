"""Invitations: how somebody becomes a member."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from helpdesk.accounts.actions.invite_member import invite_member
from helpdesk.accounts.actions.resend_invitation import resend_invitation
from helpdesk.accounts.actions.revoke_invitation import revoke_invitation
from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Invitation
from helpdesk.accounts.scopes import SETTINGS_PEOPLE
from helpdesk.accounts.settings_screens.card import Words
from helpdesk.accounts.settings_screens.role_choice import RoleField, role_name
from helpdesk.accounts.site import Act, Section, SettingsForm, WorkspaceAdmin, site


class InvitationForm(SettingsForm):
    """Who, and as what."""

    role: Any = RoleField(initial="agent")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        role: Any = self.fields["role"]
        role.offer(self.visit.actor)
        teams: Any = self.fields["teams"]
        teams.queryset = teams.queryset.order_by("name", "pk")

    def clean_role(self) -> dict[str, Any]:
        """As the verb takes it."""
        role: Any = self.fields["role"]
        chosen: dict[str, Any] = role.chosen(self.cleaned_data["role"])
        return chosen


def resend(_screen: Any, row: Invitation, actor: Actor, _values: dict[str, Any]) -> Words:
    """Another mail."""
    resend_invitation(row, actor=actor)
    return _("Sent again to: %(email)s") % {"email": row.email}


def revoke(_screen: Any, row: Invitation, actor: Actor, _values: dict[str, Any]) -> Words:
    """Take it back."""
    revoke_invitation(row, actor=actor)
    return _("Revoked: %(email)s") % {"email": row.email}


def is_open(row: Invitation) -> bool:
    """Whether something can still be done with it; a new mail makes an expired one work again."""
    return row.accepted_at is None and row.revoked_at is None


@admin.register(Invitation, site=site)
class InvitationScreen(WorkspaceAdmin):
    """Newest first."""

    section, address, scope = Section.PEOPLE, "invitations", SETTINGS_PEOPLE
    title, noun = _("Invitations"), _("invitation")
    description = _("Invite somebody to work here; see who has not come yet.")
    empty = _("Invite the people you work with: each gets a mail with a link.")
    rows = "invitations"
    form = InvitationForm
    fields = ("email", "name", "role", "teams")
    labels = {"email": _("E-mail address"), "name": _("Name"), "teams": _("Teams"), "expires_at": _("Works until")}
    help_texts = {
        "email": _("The link is mailed there and works for seven days. Who is invited already gets a new mail."),
        "name": _("They can change it when they accept."),
        "teams": _("They are in these teams from the start."),
    }
    list_display = ("email", "role_now", "team_names", "state", "expires_at")
    list_select_related = ("custom_role", "invited_by__user")
    search_fields = ("email", "name")
    order = ("created_at", "pk")
    newest_first = True
    acts = (
        Act(
            "resend",
            _("Send again"),
            _("A new mail goes out, and its link works for seven days."),
            run=resend,
            offered=is_open,
        ),
        Act(
            "revoke",
            _("Revoke"),
            _("The link that was mailed opens nothing any more."),
            run=revoke,
            offered=is_open,
            dangerous=True,
        ),
    )

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        """With their teams, in one more statement for the whole page."""
        return super().get_queryset(request).prefetch_related("teams")

    @admin.display(description=_("Role"))
    def role_now(self, row: Invitation) -> Words:
        """Built-in or own."""
        return role_name(row)

    @admin.display(description=_("Teams"))
    def team_names(self, row: Invitation) -> list[str]:
        """Where they will belong."""
        return sorted(team.name for team in row.teams.all())

    @admin.display(description=_("State"))
    def state(self, row: Invitation) -> Words:
        """What became of it."""
        if row.accepted_at:
            return _("Accepted")
        if row.revoked_at:
            return _("Revoked")
        return _("Open") if row.expires_at > timezone.now() else _("Expired")

    def facts(self, row: Invitation) -> Sequence[tuple[Words, Any]]:
        """All there is to know of it."""
        return [
            (_("E-mail address"), row.email),
            (_("Name"), row.name),
            (_("Role"), self.role_now(row)),
            (_("Teams"), ", ".join(self.team_names(row))),
            (_("State"), self.state(row)),
            (_("Invited by"), row.invited_by.user.name if row.invited_by else ""),
            (_("Invited"), row.created_at),
            (_("Works until"), row.expires_at),
        ]

    def create(self, *, actor: Actor, values: dict[str, Any]) -> Invitation:
        """Send it."""
        role = values.pop("role")
        return invite_member(actor=actor, **values, **role)
