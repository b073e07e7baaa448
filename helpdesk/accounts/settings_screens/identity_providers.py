"""Identity providers: where members may prove who they are."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from helpdesk.accounts.actions.create_identity_provider import create_identity_provider
from helpdesk.accounts.actions.delete_identity_provider import delete_identity_provider
from helpdesk.accounts.actions.update_identity_provider import update_identity_provider
from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import IdentityProvider
from helpdesk.accounts.scopes import SETTINGS_WORKSPACE
from helpdesk.accounts.settings_screens.card import Words
from helpdesk.accounts.site import Section, SettingsForm, WorkspaceAdmin, site


class ProviderForm(SettingsForm):
    """Lists are written one to a line; the secret is written here and shown nowhere."""

    issuer = forms.CharField(
        label=_("Issuer"),
        max_length=300,
        help_text=_("The https address as the provider spells it, such as https://login.example.com/."),
    )
    secret = forms.CharField(
        label=_("Client secret"),
        max_length=1000,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=_("Kept sealed and never shown. Empty: the one that is stored stays."),
    )
    audiences = forms.CharField(
        label=_("Further audiences"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Tokens for these are taken too, one to a line. Empty: only those for the client id."),
    )
    role_for_group = forms.CharField(
        label=_("Roles by group"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One to a line: group = admin, agent or viewer. A group that is not here gives nothing."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["audiences"] = "\n".join(self.instance.audiences)
        self.initial["role_for_group"] = "\n".join(
            f"{group} = {role}" for group, role in self.instance.role_for_group.items()
        )

    def clean_audiences(self) -> list[str]:
        """The lines."""
        return [line.strip() for line in self.cleaned_data["audiences"].splitlines() if line.strip()]

    def clean_role_for_group(self) -> dict[str, str]:
        """The lines, each with its group and role; the role is behind the last ``=``, for groups that hold one."""
        found: dict[str, str] = {}
        for line in self.cleaned_data["role_for_group"].splitlines():
            group, equals, role = line.rpartition("=")
            if line.strip() and not (equals and group.strip()):
                raise forms.ValidationError(_("Write each line as: group = role"))
            if line.strip():
                found[group.strip()] = role.strip().lower()
        return found


@admin.register(IdentityProvider, site=site)
class IdentityProviderScreen(WorkspaceAdmin):
    """OpenID providers of the workspace."""

    section, address, scope = Section.PEOPLE, "identity-providers", SETTINGS_WORKSPACE
    title, noun = _("Identity providers"), _("identity provider")
    description = _("Where members may prove who they are with OpenID Connect.")
    empty = _("Members sign in with a password, until a provider is there.")
    removal = _("Nobody can sign in by it any more. Members stay members.")
    rows = "identity_providers"
    form = ProviderForm
    fields = ("name", "issuer", "client_id", "secret", "audiences", "group_claim", "role_for_group", "is_active")
    labels = {
        "name": _("Name"),
        "issuer": _("Issuer"),
        "client_id": _("Client id"),
        "group_claim": _("Group claim"),
        "is_active": _("In use"),
    }
    help_texts = {
        "name": _("It stands on the button of the sign-in page."),
        "client_id": _("The provider shows it where this helpdesk is registered there."),
        "group_claim": _("Where the provider's tokens name groups; most say groups."),
        "is_active": _("Off: it is kept, and nobody can sign in by it."),
    }
    list_display = ("name", "issuer", "is_active")
    order = ("name", "pk")

    def facts(self, row: IdentityProvider) -> Sequence[tuple[Words, Any]]:
        """Whether there is a secret; not which."""
        return [(_("Client secret"), _("Stored") if row.sealed_secret else _("None")), (_("Added"), row.created_at)]

    def create(self, *, actor: Actor, values: dict[str, Any]) -> IdentityProvider:
        """The secret goes apart from what may be logged."""
        secret = values.pop("secret")
        return create_identity_provider(actor=actor, values=values, secret=secret)

    def update(self, row: IdentityProvider, *, actor: Actor, values: dict[str, Any]) -> None:
        """As above."""
        secret = values.pop("secret")
        update_identity_provider(row, actor=actor, changes=values, secret=secret)

    def remove(self, row: IdentityProvider, *, actor: Actor) -> None:
        """Take it away."""
        delete_identity_provider(row, actor=actor)
