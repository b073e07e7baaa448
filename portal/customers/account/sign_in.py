"""Ask for a link that signs in."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy

from helpdesk.accounts.actions.request_customer_link import request_customer_link
from helpdesk.http.client_address import client_address
from helpdesk.http.limits import Limit, spend
from helpdesk.lib.errors import HelpdeskError
from portal.customers.account.page import PrivatePage
from portal.customers.account.session import session_of
from portal.customers.forms import EmailField, PortalForm
from portal.redirect import SeeOther

PER_CLIENT = Limit("portal.sign_in.client", "20/h")
PER_ADDRESS = Limit("portal.sign_in.email", "5/h")


class SignInForm(PortalForm):
    """The address to which the link goes."""

    email = EmailField(
        label=gettext_lazy("Your e-mail address"), help_text=gettext_lazy("The one you wrote to us from.")
    )


class SignInPage(PrivatePage):
    """Whatever was typed, the answer is the same: who is a customer of whom is nobody else's business."""

    form: SignInForm

    def enter(self, request: HttpRequest, kwargs: Mapping[str, Any]) -> None:
        """Read the form and count the try."""
        super().enter(request, kwargs)
        if request.method == "POST":
            self.form = SignInForm(request.POST)
            self.form.require()
            place = self.workspace.pk.hex
            spend(request, [PER_CLIENT], callers=[f"{place}:{client_address(request)}"])
            spend(request, [PER_ADDRESS], callers=[f"{place}:{self.form.cleaned_data['email']}"])

    def get(self, request: HttpRequest, workspace: str) -> HttpResponse:
        """Show the form, or the requests to whoever is signed in already."""
        if session_of(request, self.workspace) is not None:
            return SeeOther(reverse("portal-tickets", args=[workspace]))
        return self.shown(request, "account/sign_in", form=SignInForm())

    def post(self, request: HttpRequest, workspace: str) -> HttpResponse:
        """Ask for the link."""
        request_customer_link(self.workspace, email=self.form.cleaned_data["email"])
        return SeeOther(reverse("portal-sign-in-sent", args=[workspace]))

    def refused(self, request: HttpRequest, error: HelpdeskError, **kwargs: Any) -> HttpResponse:
        """The form again with what was typed."""
        self.form.blame(error)
        return self.refusal(request, "account/sign_in", error, form=self.form)


class SignInSentPage(PrivatePage):
    """What the form leads to, always."""

    def get(self, request: HttpRequest, workspace: str) -> HttpResponse:
        """Show it."""
        return self.shown(request, "account/sign_in_sent")
