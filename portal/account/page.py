"""What every page of one's own account starts with: somebody who is signed in."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import translation

from helpdesk.accounts.models import User
from helpdesk.lib.errors import HelpdeskError, Unauthenticated
from helpdesk.lib.languages import first_spoken
from portal.errors import error_page, message_for, status_of
from portal.page import Page
from portal.redirect import own_address
from portal.signin.reader import browsers_language
from portal.signin.session import note_presence


class AccountPage(Page):
    """``self.user`` is there when ``get`` or ``post`` runs. ``template`` shows the page, ``facts`` what it needs."""

    template: ClassVar[str] = ""
    user: User

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Send whoever is not signed in to the sign-in page, and back here afterwards."""
        with translation.override(browsers_language(request)):
            try:
                response = self.answer(request, kwargs)
            except Unauthenticated:
                came_from = own_address(request, request.headers.get("Referer", ""), otherwise="")
                response = redirect_to_login(request.get_full_path() if request.method != "POST" else came_from)
            except HelpdeskError as error:
                response = error_page(request, error)
        response["Cache-Control"] = "no-store"
        return response

    def enter(self, request: HttpRequest, kwargs: Mapping[str, Any]) -> None:
        """Find out who it is. Raises Unauthenticated."""
        user = User.objects.filter(pk=request.user.pk).first() if request.user.is_authenticated else None
        if user is None:
            raise Unauthenticated
        self.user = user
        translation.activate(first_spoken(user.language, otherwise=browsers_language(request)))
        note_presence(request, request.session)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The page."""
        return self.show(request)

    def facts(self) -> dict[str, Any]:
        """What the template needs beside the person."""
        return {}

    def show(
        self,
        request: HttpRequest,
        *,
        problem: HelpdeskError | None = None,
        wrong_password: bool = False,
        wait: int = 0,
        **more: Any,
    ) -> HttpResponse:
        """The page; again, when a form was not taken, and why. Each wrong password was counted, so this must be an
        answer and no failure."""
        context = {
            "user": self.user,
            "page": request.resolver_match.url_name if request.resolver_match else "",
            "problem": message_for(problem) if problem else None,
            "wrong_password": wrong_password,
            "wait": wait,
            "typed": request.POST,
            **self.facts(),
            **more,
        }
        response = render(request, self.template, context, status=status_of(problem) if problem else 200)
        if wrong_password:
            response.status_code = 429 if wait else 422
        if wait:
            response["Retry-After"] = str(wait)
        return response

    def refused(self, request: HttpRequest, error: HelpdeskError, **_kwargs: Any) -> HttpResponse:
        """The page again, with what was typed and why it was not taken."""
        return self.show(request, problem=error)
