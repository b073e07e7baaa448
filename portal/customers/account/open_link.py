"""Where a mailed link arrives: it shows a button, and the button signs in.

The token stands in the query, not in the path: of that, no log line tells. It leaves the address bar at once.
"""

import datetime
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse

from helpdesk.accounts.actions.use_customer_link import use_customer_link
from helpdesk.accounts.customers.access import find_link
from helpdesk.http.client_address import client_address
from helpdesk.http.limits import Limit, spend
from helpdesk.lib.errors import HelpdeskError, Unauthenticated
from portal.customers.account.page import PrivatePage
from portal.customers.account.session import browser_of, keep_session
from portal.customers.account.sign_in import SignInForm
from portal.customers.words import masked
from portal.redirect import SeeOther

COOKIE = "portal_sign_in"
COOKIE_AGE = datetime.timedelta(hours=1)
TRIES = Limit("portal.sign_in.open", "60/h")


class OpenLinkPage(PrivatePage):
    """A GET changes nothing: mail scanners open links, and must not use them up."""

    token: str

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The address is told to nobody; ``strict-origin`` hides its query, and unlike ``no-referrer`` lets the form
        through."""
        response = super().dispatch(request, *args, **kwargs)
        response["Referrer-Policy"] = "strict-origin"
        return response

    def enter(self, request: HttpRequest, kwargs: Mapping[str, Any]) -> None:
        """Find the token and count the try: the link itself is looked at by those who show or use it."""
        super().enter(request, kwargs)
        self.token = request.GET.get("t", "") or request.COOKIES.get(COOKIE, "")
        spend(request, [TRIES], callers=[f"{self.workspace.pk.hex}:{client_address(request)}"])

    def get(self, request: HttpRequest, workspace: str) -> HttpResponse:
        """Take the token out of the address, then show the button. Raises Unauthenticated for a link that is no use."""
        link = find_link(self.workspace, self.token)
        if "t" not in request.GET:
            return self.shown(request, "account/open_link", mailbox=masked(link.customer.email))
        response = SeeOther(request.path)
        response.set_cookie(
            COOKIE,
            self.token,
            max_age=COOKIE_AGE,
            path=request.path,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
        return response

    def post(self, request: HttpRequest, workspace: str) -> HttpResponse:
        """Sign in. Raises Unauthenticated, also for the second press of the button."""
        made = use_customer_link(self.workspace, token=self.token, browser=browser_of(request))
        response = SeeOther(reverse("portal-tickets", args=[workspace]))
        keep_session(response, self.workspace, made)
        response.delete_cookie(COOKIE, path=request.path, samesite="Lax")
        return response

    def kept_out(self, request: HttpRequest, error: HelpdeskError) -> HttpResponse:
        """A link that is no use: offer another one, whoever it is."""
        if not isinstance(error, Unauthenticated):
            return super().kept_out(request, error)
        expired = error.code == "link_expired"
        return self.shown(request, "account/link_refused", status=401, form=SignInForm(), expired=expired)
