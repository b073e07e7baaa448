"""What the pages behind links mailed to a person share: the token comes in the address once, from then by cookie."""

import datetime
from abc import abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from helpdesk.lib.errors import HelpdeskError, Unauthenticated
from portal.redirect import SeeOther
from portal.signin.reader import ReaderPage

COOKIE_AGE = datetime.timedelta(hours=1)
LONGEST_TOKEN = 2000


class LinkedPage(ReaderPage):
    """``open`` says what a token opens; opening changes nothing, only the form on the page does."""

    purpose: ClassVar[str] = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Nothing behind a link is kept by caches or found by search engines, and its address is told to nobody.

        ``strict-origin`` hides the path and with it the token, and unlike ``no-referrer`` lets forms through.
        """
        response = super().dispatch(request, *args, **kwargs)
        response["Referrer-Policy"] = "strict-origin"
        response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    def enter(self, request: HttpRequest, kwargs: Mapping[str, Any]) -> None:
        """Open what the link opens. Raises Unauthenticated, whose code tells one that is used or expired."""
        self.open(self.token(request))

    @abstractmethod
    def open(self, token: str) -> None:
        """Find the row that a token names. Raises Unauthenticated."""

    def token(self, request: HttpRequest) -> str:
        """What this browser was let in with."""
        return (request.GET.get("t") or request.COOKIES.get(self.cookie, ""))[:LONGEST_TOKEN]

    @property
    def cookie(self) -> str:
        """Where the token is kept; one for each purpose."""
        return f"link_{self.purpose}"

    def get(self, request: HttpRequest) -> HttpResponse:
        """The page; with the token out of the address first."""
        return self.without_token(request) if "t" in request.GET else self.show(request)

    @abstractmethod
    def show(self, request: HttpRequest) -> HttpResponse:
        """The page with its form."""

    def without_token(self, request: HttpRequest) -> HttpResponse:
        """The same page, under an address that says nothing; the token is kept for it alone."""
        response = SeeOther(request.path)
        response.set_cookie(
            self.cookie,
            self.token(request),
            max_age=COOKIE_AGE,
            path=request.path,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
        return response

    def done(self, request: HttpRequest, address: str) -> HttpResponse:
        """On to what follows, the token forgotten."""
        response = SeeOther(address)
        response.delete_cookie(self.cookie, path=request.path, samesite="Lax")
        return response

    def answer(self, request: HttpRequest, kwargs: Mapping[str, Any]) -> HttpResponseBase:
        """The page, or one that says that the link does not work and what to do."""
        try:
            return super().answer(request, kwargs)
        except Unauthenticated as error:
            return self.kept_out(request, error)

    def kept_out(self, request: HttpRequest, error: HelpdeskError) -> HttpResponse:
        """No link that opens this."""
        context = {"purpose": self.purpose, "expired": error.code == "link_expired"}
        return render(request, "signin/link_refused.html", context, status=401)
