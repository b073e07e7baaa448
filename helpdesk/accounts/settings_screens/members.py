"""Members: what they may do, where they belong, and letting them go. Nobody is deleted: history keeps its names."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from helpdesk.accounts.actions.change_member_role import change_member_role
from helpdesk.accounts.actions.deactivate_member import deactivate_member
from helpdesk.accounts.actions.reactivate_member import reactivate_member
from helpdesk.accounts.actions.set_member_teams import set_member_teams
from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Membership
from helpdesk.accounts.scopes import SETTINGS_PEOPLE
from helpdesk.accounts.settings_screens.card import Words
from helpdesk.accounts.settings_screens.role_choice import RoleField, member_label, role_name, word_of
from helpdesk.accounts.site import Act, PlainForm, Section, SettingsForm, WorkspaceAdmin, site


class MemberForm(SettingsForm):
    """One choice of role, built-in or own; boxes for teams."""

    role: Any = RoleField()
    teams: Any = forms.ModelMultipleChoiceField(
        queryset=None,
        label=_("Teams"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("With a team come the queues that are open to it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        role: Any = self.fields["role"]
        role.offer(self.visit.actor, current=self.instance)
        teams: Any = self.fields["teams"]
        teams.queryset = self.visit.workspace.teams.order_by("name", "pk")
        self.initial.update(role=word_of(self.instance), teams=list(self.instance.teams.all()))

    def clean_role(self) -> dict[str, Any] | None:
        """As the verb takes it; None for the role they have."""
        word = self.cleaned_data["role"]
        role: Any = self.fields["role"]
        chosen: dict[str, Any] = role.chosen(word)
        return None if word == word_of(self.instance) else chosen


class HandOverForm(PlainForm):
    """Who goes on with what they leave behind."""

    hand_over_to: Any = forms.ModelChoiceField(
        queryset=None,
        label=_("Hand their open tickets to"),
        required=False,
        empty_label=_("Nobody: they wait in their queues"),
        help_text=_("It takes a moment when there are many."),
    )

    def narrow(self) -> None:
        """Whoever works here; the verb refuses the one who leaves."""
        to: Any = self.fields["hand_over_to"]
        working = self.visit.workspace.memberships.filter(is_active=True, user__is_active=True)
        to.queryset = working.select_related("user").order_by("user__name", "pk")
        to.label_from_instance = member_label


def deactivate(_screen: Any, row: Membership, actor: Actor, values: dict[str, Any]) -> Words:
    """Let them go."""
    deactivate_member(row, actor=actor, hand_over_to=values["hand_over_to"])
    return _("Deactivated: %(name)s") % {"name": row.user.name}


def reactivate(_screen: Any, row: Membership, actor: Actor, _values: dict[str, Any]) -> Words:
    """Have them back."""
    reactivate_member(row, actor=actor)
    return _("Reactivated: %(name)s") % {"name": row.user.name}


@admin.register(Membership, site=site)
class MemberScreen(WorkspaceAdmin):
    """Who works here. They come by an invitation (``settings_screens.invitations``)."""

    section, address, scope = Section.PEOPLE, "members", SETTINGS_PEOPLE
    title, noun = _("Members"), _("member")
    description = _("Who works here, in which role and teams; when they were last here; letting somebody go.")
    rows = "memberships"
    form = MemberForm
    fields = ("role", "teams")
    list_display = ("name", "email", "role_now", "team_names", "last_seen_at", "second_factor", "state")
    labels = {"last_seen_at": _("Last seen")}
    list_select_related = ("user", "user__authenticator", "custom_role")
    search_fields = ("user__name", "user__email")
    order = ("created_at", "pk")
    acts = (
        Act(
            "deactivate",
            _("Deactivate"),
            _("From the next click on they can do nothing here, nor can their API keys. What they wrote stays."),
            run=deactivate,
            form=HandOverForm,
            offered=lambda row: row.is_active,
            dangerous=True,
        ),
        Act(
            "reactivate",
            _("Reactivate"),
            _("They work here again, in the role and teams they had. Tickets that were handed over stay there."),
            run=reactivate,
            offered=lambda row: not row.is_active,
        ),
    )

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        """With their teams, in one more statement for the whole page."""
        return super().get_queryset(request).prefetch_related("teams")

    @admin.display(description=_("Name"))
    def name(self, row: Membership) -> str:
        """The person."""
        return row.user.name

    @admin.display(description=_("E-mail"))
    def email(self, row: Membership) -> str:
        """What they sign in with."""
        return row.user.email

    @admin.display(description=_("Role"))
    def role_now(self, row: Membership) -> Words:
        """Built-in or own."""
        return role_name(row)

    @admin.display(description=_("Teams"))
    def team_names(self, row: Membership) -> list[str]:
        """Where they belong."""
        return sorted(team.name for team in row.teams.all())

    @admin.display(description=_("Second factor"))
    def second_factor(self, row: Membership) -> Words:
        """Whether they sign in with a code too."""
        authenticator = getattr(row.user, "authenticator", None)
        if authenticator is not None and authenticator.confirmed_at is not None:
            return _("On")
        return _("Off, and needed here") if row.workspace.requires_totp else _("Off")

    @admin.display(description=_("State"))
    def state(self, row: Membership) -> Words:
        """Whether they work here."""
        return _("Active") if row.is_active else _("Deactivated")

    def facts(self, row: Membership) -> Sequence[tuple[Words, Any]]:
        """What is not changed here."""
        needed = _("Everybody needs one") if row.workspace.requires_totp else _("Everybody decides for themselves")
        return [
            (_("E-mail"), row.user.email),
            (_("State"), self.state(row)),
            (_("Last seen"), row.last_seen_at or _("Never")),
            (_("Second factor"), self.second_factor(row)),
            (_("Second factor in this workspace"), needed),
            (_("Joined"), row.created_at),
        ]

    def update(self, row: Membership, *, actor: Actor, values: dict[str, Any]) -> None:
        """Hand what changed to the verbs: a role that stays is not given anew."""
        if values["role"] is not None:
            change_member_role(row, actor=actor, **values["role"])
        set_member_teams(row, actor=actor, teams=values["teams"])
