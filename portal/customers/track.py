"""Have the link to a request mailed again."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy

from helpdesk.http.client_address import client_address
from helpdesk.http.limits import Limit, spend
from helpdesk.lib.errors import HelpdeskError
from portal.customers.forms import EmailField, PortalForm
from portal.customers.page import CustomerPage
from tickets.actions.request_link import request_link

PER_CLIENT = Limit("portal.track.client", "20/h")
PER_ADDRESS = Limit("portal.track.email", "5/h")


class TrackForm(PortalForm):
    """The number of a request and the address it was sent from."""

    reference = forms.CharField(
        max_length=20,
        label=gettext_lazy("Request number"),
        help_text=gettext_lazy("It looks like TKT-0042."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "ltr", "spellcheck": "false"}),
    )
    email = EmailField(
        label=gettext_lazy("Your e-mail address"), help_text=gettext_lazy("The one you wrote to us from.")
    )


class TrackPage(CustomerPage):
    """Whatever was typed, the answer is the same: who asked us for what is nobody else's business."""

    form: TrackForm

    def enter(self, request: HttpRequest, kwargs: Mapping[str, Any]) -> None:
        """Read the form and count the try."""
        super().enter(request, kwargs)
        if request.method == "POST":
            self.form = TrackForm(request.POST)
            self.form.require()
            place = self.workspace.pk.hex
            spend(request, [PER_CLIENT], callers=[f"{place}:{client_address(request)}"])
            spend(request, [PER_ADDRESS], callers=[f"{place}:{self.form.cleaned_data['email']}"])

    def get(self, request: HttpRequest, workspace: str) -> HttpResponse:
        """Show the form; a page that knows the number passes it on."""
        return self.shown(
            request, "track", form=TrackForm(initial={"reference": request.GET.get("reference", "")[:20]})
        )

    def post(self, request: HttpRequest, workspace: str) -> HttpResponse:
        """Ask for the link."""
        asked = self.form.cleaned_data
        request_link(self.workspace, reference=asked["reference"], email=asked["email"])
        return HttpResponseRedirect(reverse("portal-track-sent", args=[workspace]), status=303)

    def refused(self, request: HttpRequest, error: HelpdeskError, **kwargs: Any) -> HttpResponse:
        """The form again with what was typed."""
        self.form.blame(error)
        return self.refusal(request, "track", error, form=self.form)


class TrackSentPage(CustomerPage):
    """What the track form leads to, always."""

    def get(self, request: HttpRequest, workspace: str) -> HttpResponse:
        """Show it."""
        return self.shown(request, "track_sent")
