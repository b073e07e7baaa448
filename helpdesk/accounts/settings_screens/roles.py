"""Roles of a workspace's own, made of named permissions."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from helpdesk.accounts.actions.create_role import create_role
from helpdesk.accounts.actions.delete_role import delete_role
from helpdesk.accounts.actions.update_role import update_role
from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Role
from helpdesk.accounts.scopes import PERMISSIONS, SETTINGS_PEOPLE
from helpdesk.accounts.settings_screens.card import Words
from helpdesk.accounts.site import Section, SettingsForm, WorkspaceAdmin, site

# The first part of a permission's name -> the heading it stands under; all others are under the last one.
GROUPS = {"tickets": _("Tickets"), "customers": _("Customers"), "settings": _("Settings")}
OTHERS = _("Looking on")
MOST_NAMED = 20


def offered(actor: Actor) -> Iterator[tuple[Words, list[tuple[str, Words]]]]:
    """The permissions that somebody may give, in groups."""
    for group in [*GROUPS, ""]:
        found: list[tuple[str, Words]] = [
            (name, says) for name, says in PERMISSIONS.items() if group_of(name) == group and actor.may(name)
        ]
        if found:
            yield GROUPS.get(group, OTHERS), found


def group_of(permission: str) -> str:
    """The part of the list it stands in."""
    first = permission.partition(".")[0]
    return first if first in GROUPS else ""


class RoleForm(SettingsForm):
    """A box for each permission that whoever asks has."""

    permissions = forms.MultipleChoiceField(
        label=_("What it allows"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("You can give what you may do yourself. Some include others: who may answer may also see."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["permissions"].choices = list(offered(self.visit.actor))  # type: ignore[attr-defined]


@admin.register(Role, site=site)
class RoleScreen(WorkspaceAdmin):
    """For members to whom admin, agent and viewer do not fit."""

    section, address, scope = Section.PEOPLE, "roles", SETTINGS_PEOPLE
    title, noun = _("Roles"), _("role")
    description = _("Roles of your own beside admin, agent and viewer, made of single permissions.")
    empty = _("Everybody is admin, agent or viewer. Make a role where none of them fits.")
    removal = _("Only a role that nobody has can be deleted.")
    rows = "roles"
    form = RoleForm
    fields = ("name", "permissions")
    labels = {"name": _("Name")}
    help_texts = {"name": _("As it stands beside a member's name.")}
    list_display = ("name", "allows")
    search_fields = ("name",)
    order = ("name", "pk")

    @admin.display(description=_("What it allows"))
    def allows(self, row: Role) -> str:
        """Its permissions in words."""
        return " · ".join(str(PERMISSIONS[name]) for name in row.permissions if name in PERMISSIONS)

    def facts(self, row: Role) -> Sequence[tuple[Words, Any]]:
        """Who has it."""
        names = row.memberships.order_by("user__name").values_list("user__name", flat=True)[: MOST_NAMED + 1]
        shown = [*names[:MOST_NAMED], *("…" for _more in names[MOST_NAMED:])]
        return [(_("Members with this role"), ", ".join(shown) or _("Nobody"))]

    def create(self, *, actor: Actor, values: dict[str, Any]) -> Role:
        """Add it."""
        return create_role(actor=actor, **values)

    def update(self, row: Role, *, actor: Actor, values: dict[str, Any]) -> None:
        """Change it."""
        update_role(row, actor=actor, changes=values)

    def remove(self, row: Role, *, actor: Actor) -> None:
        """Take it away."""
        delete_role(row, actor=actor)
