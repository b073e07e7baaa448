"""Set a new password by a mailed link."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from helpdesk.accounts.actions.reset_password import reset_password
from helpdesk.accounts.models import UserLink
from helpdesk.accounts.signing_in.user_links import open_user_link
from helpdesk.http.client_address import client_address
from helpdesk.lib.errors import HelpdeskError
from portal.errors import message_for, status_of
from portal.signin.linked import LinkedPage


class ResetPassword(LinkedPage):
    """Twice the same new password is not asked for: it can be shown by the browser, and set again."""

    purpose = UserLink.Purpose.PASSWORD.value
    link: UserLink

    def open(self, token: str) -> None:
        """The link, while it works."""
        self.link = open_user_link(token, purpose=self.purpose)

    def show(self, request: HttpRequest, error: HelpdeskError | None = None) -> HttpResponse:
        """The form."""
        context = {"email": self.link.user.email, "problem": message_for(error) if error else None}
        return render(request, "signin/reset.html", context, status=status_of(error) if error else 200)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Set it; who knows it now signs in with it."""
        reset_password(self.link, password=request.POST.get("password", ""), client=client_address(request))
        logout(request)
        messages.success(request, _("Your new password is set. Sign in with it."))
        return self.done(request, reverse("sign-in"))

    def refused(self, request: HttpRequest, error: HelpdeskError, **_kwargs: Any) -> HttpResponse:
        """The form again, and why; the link still works."""
        return self.show(request, error)
