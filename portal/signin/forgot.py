"""Ask for a link to set a new password."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from helpdesk.accounts.actions.add_member import clean_address
from helpdesk.accounts.actions.request_password_reset import request_password_reset
from helpdesk.http.client_address import client_address
from helpdesk.http.limits import Limit, spend
from helpdesk.lib.errors import HelpdeskError, Invalid
from portal.errors import message_for, status_of
from portal.redirect import SeeOther
from portal.signin.reader import ReaderPage

PER_CLIENT = Limit("portal.forgot.client", "20/h")
PER_ADDRESS = Limit("portal.forgot.email", "5/h")


class ForgotPassword(ReaderPage):
    """Whatever address was typed, the answer is the same, and takes the same work."""

    email = ""

    def enter(self, request: HttpRequest, kwargs: Mapping[str, Any]) -> None:
        """Count the try, whosever address it names."""
        if request.method == "POST":
            spend(request, [PER_CLIENT], callers=[client_address(request)])
            try:
                self.email = clean_address(request.POST.get("email", ""))
            except Invalid:
                return  # ``post`` says it beside the field
            spend(request, [PER_ADDRESS], callers=[self.email])

    def get(self, request: HttpRequest) -> HttpResponse:
        """The form; the sign-in page passes on what was typed there."""
        return forgot_form(request, request.GET.get("email", ""))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Ask for the link."""
        request_password_reset(email=self.email or clean_address(request.POST.get("email", "")))
        return SeeOther(reverse("forgot-password-sent"))

    def refused(self, request: HttpRequest, error: HelpdeskError, **_kwargs: Any) -> HttpResponse:
        """The form again, with what was typed."""
        return forgot_form(request, request.POST.get("email", ""), error)


class ForgotPasswordSent(ReaderPage):
    """What the form leads to, always."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show it."""
        return render(request, "signin/forgot_sent.html")


def forgot_form(request: HttpRequest, email: str, error: HelpdeskError | None = None) -> HttpResponse:
    """The page."""
    context = {"email": email, "problem": message_for(error) if error else None}
    return render(request, "signin/forgot.html", context, status=status_of(error) if error else 200)
