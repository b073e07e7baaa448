"""Another address to sign in with."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from helpdesk.accounts.actions.request_email_change import request_email_change
from helpdesk.http.client_address import client_address
from helpdesk.http.limits import Limit, spend
from portal.account.page import AccountPage
from portal.redirect import SeeOther

PER_PERSON = Limit("account.email", "10/h")


class Email(AccountPage):
    """Changes nothing before the link that goes to the new address was used."""

    template = "account/email.html"

    def post(self, request: HttpRequest) -> HttpResponse:
        """Ask for the link. What is said does not tell whether the address is somebody else's."""
        spend(request, [PER_PERSON], callers=[self.user.pk.hex])
        checked = request_email_change(
            self.user,
            email=request.POST.get("email", ""),
            password=request.POST.get("password", ""),
            client=client_address(request),
        )
        if checked.user is None:
            return self.show(request, wrong_password=True, wait=checked.wait_seconds)
        messages.success(request, _("Open the link in the mail that is on its way to the new address."))
        return SeeOther(reverse("account-email"))
