"""Leave the portal."""

from typing import ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from helpdesk.accounts.actions.end_customer_session import end_customer_session
from portal.customers.account.page import SignedInPage
from portal.customers.account.session import forget_session
from portal.redirect import SeeOther


class SignOutPage(SignedInPage):
    """The button in the head of the signed-in pages."""

    everywhere: ClassVar[bool] = False

    def post(self, request: HttpRequest, workspace: str) -> HttpResponse:
        """End the session."""
        end_customer_session(self.session, everywhere=self.everywhere)
        messages.success(request, _("You are signed out."))
        response = SeeOther(reverse("portal-home", args=[workspace]))
        forget_session(response, self.workspace)
        return response


class SignOutEverywherePage(SignOutPage):
    """The same for every browser: somebody lost a phone."""

    everywhere = True
