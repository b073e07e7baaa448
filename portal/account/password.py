"""A new password in place of the current one."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from helpdesk.accounts.actions.change_password import change_password
from helpdesk.http.client_address import client_address
from portal.account.page import AccountPage
from portal.redirect import SeeOther


class Password(AccountPage):
    """Asks for the current one: whoever finds a browser open must not lock its owner out."""

    template = "account/password.html"

    def post(self, request: HttpRequest) -> HttpResponse:
        """Change it; all other browsers are signed out."""
        form = request.POST
        checked = change_password(
            self.user,
            current=form.get("current", ""),
            password=form.get("password", ""),
            client=client_address(request),
            keep_session=request.session.session_key,
        )
        if checked.user is None:
            return self.show(request, wrong_password=True, wait=checked.wait_seconds)
        update_session_auth_hash(request, self.user)
        messages.success(request, _("Your password is changed. All other browsers are signed out."))
        return SeeOther(reverse("account-password"))
