"""The workspace itself: what it is called, how it looks, where it is."""

import zoneinfo
from functools import lru_cache
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from helpdesk.accounts.actions.change_logo import change_logo
from helpdesk.accounts.actions.update_workspace import update_workspace
from helpdesk.accounts.scopes import SETTINGS_WORKSPACE
from helpdesk.accounts.site import FormScreen, PlainForm, Section, Visit, site, visit_of
from helpdesk.accounts.workspaces.features import FEATURES
from helpdesk.lib.errors import NotFound
from helpdesk.lib.pictures import MAX_BYTES


@lru_cache(maxsize=1)
def time_zones() -> list[tuple[str, str]]:
    """Every time zone that stands for a place."""
    names = sorted(name for name in zoneinfo.available_timezones() if "/" in name and not name.startswith("Etc/"))
    return [("UTC", "UTC"), *((name, name.replace("_", " ")) for name in names)]


class WorkspaceForm(PlainForm):
    """What anybody may see of it."""

    name = forms.CharField(label=_("Name"), max_length=120, help_text=_("As members read it."))
    brand_name = forms.CharField(
        label=_("Brand name"),
        max_length=120,
        required=False,
        help_text=_("As customers read it, in the portal and in mails. Empty: the name."),
    )
    colour = forms.CharField(
        label=_("Brand colour"),
        max_length=20,
        required=False,
        help_text=_("Such as #2d50c2, dark enough for white text on it. Empty: the colour of the product."),
    )
    logo = forms.FileField(
        label=_("Logo"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/gif,image/webp"}),
        help_text=_("PNG, JPEG, GIF or WebP of up to 2 MB. We draw it anew, at most 512 pixels wide."),
    )
    no_logo = forms.BooleanField(
        label=_("Take the logo away"), required=False, help_text=_("The name stands alone then.")
    )
    notice = forms.CharField(
        label=_("Notice"),
        max_length=300,
        required=False,
        help_text=_("A line on every page of the portal, such as: We are closed on Friday. Empty: none."),
    )
    support_email = forms.EmailField(
        label=_("Support e-mail address"),
        max_length=254,
        help_text=_("Mails to customers come from it, and their answers go to it."),
    )
    postal_address = forms.CharField(
        label=_("Postal address"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stands at the end of mails to customers; many countries ask for it."),
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"), choices=time_zones, help_text=_("Times on the desk and in mails are told in it.")
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=settings.LANGUAGES, help_text=_("Mails to customers are written in it.")
    )
    requires_totp = forms.BooleanField(
        label=_("Members need a second factor"),
        required=False,
        help_text=_("Whoever has none yet is led to set up an authenticator app before anything here opens."),
    )
    features = forms.MultipleChoiceField(
        label=_("Plan features"),
        choices=list(FEATURES.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("What your plan has. What is off is refused, by API too."),
    )

    def narrow(self) -> None:
        """What stands there now stays a choice, also where we would not offer it."""
        zone: Any = self.fields["time_zone"]
        now = self.visit.workspace.time_zone
        if now not in dict(zone.choices):
            zone.choices = [(now, now), *zone.choices]

    def clean_logo(self) -> bytes | None:
        """What was sent, if anything. No more of it is read than a picture may have."""
        file = self.cleaned_data["logo"]
        return file.read(MAX_BYTES + 1) if file else None


@site.screen
class WorkspaceScreen(FormScreen):
    """One form."""

    section, address, scope = Section.WORKSPACE, "workspace", SETTINGS_WORKSPACE
    title = _("Name, brand and place")
    description = _("What the workspace is called, how it looks, its language and time zone, plan features.")
    form = WorkspaceForm
    template = "admin/workspace.html"

    def get_urls(self) -> list[URLPattern]:
        """The form, and the logo to look at."""
        return [*super().get_urls(), path("logo", self.site.admin_view(self.logo), name="workspace-logo")]

    def initial(self, visit: Visit) -> dict[str, Any]:
        """The values as they stand now."""
        return {name: getattr(visit.workspace, name, None) for name in WorkspaceForm.base_fields if name != "logo"}

    def save(self, *, visit: Visit, values: dict[str, Any]) -> None:
        """Hand the values to the verbs."""
        logo, no_logo = values.pop("logo"), values.pop("no_logo")
        update_workspace(actor=visit.actor, changes=values)
        if logo is not None or no_logo:
            change_logo(actor=visit.actor, sent=logo)

    def logo(self, request: HttpRequest) -> HttpResponse:
        """The picture. Raises NotFound while there is none."""
        visit = visit_of(request)
        if not visit.workspace.logo:
            raise NotFound("page")
        return HttpResponse(bytes(visit.workspace.logo), content_type="image/webp")
