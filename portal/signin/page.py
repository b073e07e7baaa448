"""The sign-in page, and the way out."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from helpdesk.accounts.actions.sign_in import sign_in
from helpdesk.accounts.actions.sign_out import sign_out
from helpdesk.accounts.models import User
from helpdesk.http.client_address import client_address
from portal.redirect import SeeOther, own_address
from portal.signin.pending import await_code
from portal.signin.reader import ReaderPage
from portal.signin.session import open_session


class SignIn(ReaderPage):
    """E-mail and password; afterwards the code, if one is asked for, then the page one came for."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The form, or straight on for whoever is signed in."""
        if request.user.is_authenticated:
            return SeeOther(destination(request))
        return form(request, request.GET.get("next", ""))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Check the password. A failure returns a page instead of raising: it must be counted, so it must commit."""
        email = request.POST.get("email", "")
        result = sign_in(email=email, password=request.POST.get("password", ""), client=client_address(request))
        if result.user is not None and result.needs_code:
            await_code(request, result.user, then=destination(request))
            return SeeOther(reverse("sign-in-code"))
        if result.user is not None:
            open_session(request, result.user)
            return SeeOther(destination(request))
        answer = form(request, request.POST.get("next", ""), email=email, failed=True, wait=result.wait_seconds)
        return slowed(answer, result.wait_seconds)


class SignOut(ReaderPage):
    """The end of a session, on the server too."""

    def post(self, request: HttpRequest) -> HttpResponse:
        """Forget the session, then say so."""
        user = User.objects.filter(pk=request.user.pk).first()
        if user is not None:
            sign_out(user)
        logout(request)
        messages.success(request, _("You are signed out."))
        return SeeOther(reverse("sign-in"))


def form(
    request: HttpRequest, next_address: str, *, email: str = "", failed: bool = False, wait: int = 0
) -> HttpResponse:
    """The page; one text for every failure, so that nobody learns which addresses exist."""
    context = {"next": next_address, "email": email, "failed": failed, "wait": wait}
    response = render(request, "signin/sign_in.html", context)
    response["Cache-Control"] = "no-store"
    return response


def slowed(answer: HttpResponse, wait_seconds: int) -> HttpResponse:
    """The answer to a wrong password or code, with the seconds until the next try counts."""
    if wait_seconds:
        answer["Retry-After"] = str(wait_seconds)
    answer.status_code = 429 if wait_seconds else 422
    return answer


def destination(request: HttpRequest) -> str:
    """The page somebody came for, if it is ours; else the desk."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return own_address(request, wanted, otherwise=reverse("workspaces"))
