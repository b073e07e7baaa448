"""Codes at sign-in: switching them on and off, recovery codes."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from helpdesk.accounts.actions.begin_totp import begin_totp
from helpdesk.accounts.actions.confirm_totp import confirm_totp
from helpdesk.accounts.actions.disable_totp import disable_totp
from helpdesk.accounts.actions.make_recovery_codes import make_recovery_codes
from helpdesk.accounts.members.persons import places_of
from helpdesk.accounts.models import Authenticator
from helpdesk.accounts.signing_in.totp import as_address, as_text, authenticator_of, key_of
from helpdesk.http.client_address import client_address
from portal.account.page import AccountPage
from portal.account.qr import drawn
from portal.redirect import SeeOther

GROUP = 4


class Codes(AccountPage):
    """Off; being set up, with the picture for the app; or on. The forms on it are pages of their own."""

    template = "account/codes.html"

    def facts(self) -> dict[str, Any]:
        """How it stands."""
        is_on = authenticator_of(self.user) is not None
        begun = None if is_on else Authenticator.objects.filter(user=self.user).first()
        unused = self.user.recovery_codes.filter(used_at=None)
        return {
            "is_on": is_on,
            "setup": setup_of(begun) if begun else None,
            "codes_left": unused.count() if is_on else 0,
            "wanted_by": [place.workspace for place in places_of(self.user) if place.workspace.requires_totp],
        }

    def post(self, request: HttpRequest) -> HttpResponse:
        """Begin to set up an app."""
        begin_totp(self.user)
        return SeeOther(reverse("account-codes"))

    def shown_once(self, request: HttpRequest, codes: list[str]) -> HttpResponse:
        """Recovery codes, on this page and never again."""
        return self.show(request, codes=codes)


class ConfirmCodes(Codes):
    """The first code of the app."""

    def post(self, request: HttpRequest) -> HttpResponse:
        """Switch it on."""
        made = confirm_totp(
            self.user,
            code=request.POST.get("code", "")[:100],
            client=client_address(request),
            keep_session=request.session.session_key,
        )
        if not made.codes:
            return self.show(request, wrong_password=True, wait=made.wait_seconds)
        return self.shown_once(request, made.codes)


class DisableCodes(Codes):
    """Back to the password alone."""

    def post(self, request: HttpRequest) -> HttpResponse:
        """Switch it off."""
        checked = disable_totp(self.user, password=request.POST.get("password", ""), client=client_address(request))
        if checked.user is None:
            return self.show(request, wrong_password=True, wait=checked.wait_seconds)
        messages.success(request, _("Signing in asks for no code any more."))
        return SeeOther(reverse("account-codes"))


class RecoveryCodes(Codes):
    """New ones in place of the old."""

    def post(self, request: HttpRequest) -> HttpResponse:
        """Make them."""
        made = make_recovery_codes(self.user, password=request.POST.get("password", ""), client=client_address(request))
        if not made.codes:
            return self.show(request, wrong_password=True, wait=made.wait_seconds)
        return self.shown_once(request, made.codes)


def setup_of(begun: Authenticator) -> dict[str, Any]:
    """What the app needs: the picture, and the same as text in groups of four."""
    key = key_of(begun)
    text = as_text(key)
    groups = [text[start : start + GROUP] for start in range(0, len(text), GROUP)]
    return {"picture": drawn(as_address(key, begun.user)), "text": " ".join(groups)}
