"""Choosing a role, built-in or the workspace's own, and naming members: shared by the screens about people."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Membership, Role
from helpdesk.accounts.scopes import ROLE_SCOPES, expand
from helpdesk.accounts.settings_screens.card import Words

BUILT_IN = {
    Membership.Role.ADMIN: gettext_lazy("Admin: may do everything"),
    Membership.Role.AGENT: gettext_lazy("Agent: works on tickets"),
    Membership.Role.VIEWER: gettext_lazy("Viewer: reads, changes nothing"),
}
NAMES = {
    Membership.Role.ADMIN: gettext_lazy("Admin"),
    Membership.Role.AGENT: gettext_lazy("Agent"),
    Membership.Role.VIEWER: gettext_lazy("Viewer"),
}


class RoleField(forms.ChoiceField):
    """Gives the two things that verbs ask for: a built-in role, and a role of the workspace's own or None."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=kwargs.pop("label", gettext_lazy("Role")),
            help_text=kwargs.pop("help_text", gettext_lazy("Only roles that allow no more than yours are offered.")),
            **kwargs,
        )
        self.roles: dict[str, Role] = {}

    def offer(self, actor: Actor, current: Any = None) -> None:
        """What this actor may give; what a row has now stays a choice."""
        built_in = [(word, says) for word, says in BUILT_IN.items() if ROLE_SCOPES[word] <= actor.scopes]
        own = [role for role in actor.workspace.roles.order_by("name") if expand(role.permissions) <= actor.scopes]
        self.roles = {str(role.pk): role for role in own}
        self.choices = [*built_in, *((str(role.pk), role.name) for role in own)]
        if current is not None and word_of(current) not in dict(self.choices):
            if current.custom_role is not None:
                self.roles[str(current.custom_role.pk)] = current.custom_role
            self.choices = [*self.choices, (word_of(current), role_name(current))]

    def chosen(self, word: str) -> dict[str, Any]:
        """``role`` and ``custom_role`` as verbs take them. An own role stands on what an agent would be."""
        own = self.roles.get(word)
        return {"role": word if own is None else Membership.Role.AGENT, "custom_role": own}


def word_of(row: Any) -> str:
    """The choice that a member or an invitation has."""
    found: uuid.UUID | str = row.custom_role_id or row.role
    return str(found)


def role_name(row: Any) -> Words:
    """Their role in a word."""
    name: Words = row.custom_role.name if row.custom_role is not None else NAMES[row.role]
    return name


def member_label(member: Membership) -> str:
    """A member as choices name them."""
    told = f"{member.user.name} ({member.user.email})"
    return told if member.is_active else _("%(member)s, deactivated") % {"member": told}
