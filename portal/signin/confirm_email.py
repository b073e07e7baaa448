"""Confirm a new address by the link that was mailed to it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from helpdesk.accounts.actions.confirm_email import confirm_email
from helpdesk.accounts.models import UserLink
from helpdesk.accounts.signing_in.user_links import open_user_link
from portal.signin.linked import LinkedPage


class ConfirmEmail(LinkedPage):
    """One button: what opens links to look for harm must not press it."""

    purpose = UserLink.Purpose.EMAIL.value
    link: UserLink

    def open(self, token: str) -> None:
        """The link, while it works."""
        self.link = open_user_link(token, purpose=self.purpose)

    def show(self, request: HttpRequest) -> HttpResponse:
        """The button."""
        return render(request, "signin/confirm_email.html", {"email": self.link.email})

    def post(self, request: HttpRequest) -> HttpResponse:
        """From now on this is the address."""
        user = confirm_email(self.link)
        messages.success(request, _("From now on you sign in with %(email)s.") % {"email": user.email})
        return self.done(request, reverse("account-email"))
