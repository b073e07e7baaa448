"""The second step of signing in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from helpdesk.accounts.actions.confirm_sign_in import confirm_sign_in
from helpdesk.http.client_address import client_address
from portal.redirect import SeeOther
from portal.signin.page import slowed
from portal.signin.pending import awaited
from portal.signin.reader import ReaderPage
from portal.signin.session import open_session


class SignInCode(ReaderPage):
    """A code of the app, or a recovery code."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The form; back to the password for whoever did not give it, or too long ago."""
        return code_form(request) if awaited(request) else SeeOther(reverse("sign-in"))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Check the code. A failure returns a page instead of raising: it must be counted, so it must commit."""
        found = awaited(request)
        if found is None:
            return SeeOther(reverse("sign-in"))
        user, then = found
        checked = confirm_sign_in(user, code=request.POST.get("code", "")[:100], client=client_address(request))
        if checked.user is None:
            return slowed(code_form(request, failed=True, wait=checked.wait_seconds), checked.wait_seconds)
        request.session.flush()
        open_session(request, user)
        return SeeOther(then)


def code_form(request: HttpRequest, *, failed: bool = False, wait: int = 0) -> HttpResponse:
    """The page."""
    response = render(request, "signin/code.html", {"failed": failed, "wait": wait})
    response["Cache-Control"] = "no-store"
    return response
