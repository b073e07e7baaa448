"""The sign-in page."""

from django.contrib import messages
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from helpdesk.accounts.actions.sign_in import sign_in
from helpdesk.http.client_address import client_address
from portal.page import Page
from portal.redirect import SeeOther, own_address


class SignIn(Page):
    """E-mail and password; afterwards the page one came for."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The form, or straight on for whoever is signed in."""
        if request.user.is_authenticated:
            return SeeOther(destination(request))
        return form(request, request.GET.get("next", ""))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Check the password. A failure returns a page instead of raising: it must be counted, so it must commit."""
        email = request.POST.get("email", "")
        result = sign_in(email=email, password=request.POST.get("password", ""), client=client_address(request))
        if result.user is not None:
            login(request, result.user)
            return SeeOther(destination(request))
        answer = form(request, request.POST.get("next", ""), email=email, failed=True, wait=result.wait_seconds)
        if result.wait_seconds:
            answer["Retry-After"] = str(result.wait_seconds)
        answer.status_code = 429 if result.wait_seconds else 422
        return answer


class SignOut(Page):
    """The end of a session, on the server too."""

    def post(self, request: HttpRequest) -> HttpResponse:
        """Forget the session, then say so."""
        logout(request)
        messages.success(request, "You are signed out.")
        return SeeOther(reverse("sign-in"))


def form(
    request: HttpRequest, next_address: str, *, email: str = "", failed: bool = False, wait: int = 0
) -> HttpResponse:
    """The page; one text for every failure, so that nobody learns which addresses exist."""
    context = {"next": next_address, "email": email, "failed": failed, "wait": wait}
    response = render(request, "signin/sign_in.html", context)
    response["Cache-Control"] = "no-store"
    return response


def destination(request: HttpRequest) -> str:
    """The page somebody came for, if it is ours; else the desk."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return own_address(request, wanted, otherwise=reverse("workspaces"))
