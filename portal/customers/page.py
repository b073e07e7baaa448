"""What every page of the customers' portal starts with: the workspace in the address, its clock, the reader's
language."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers

from helpdesk.accounts.models import Workspace
from helpdesk.lib.errors import HelpdeskError, NotFound, TooMany, Unavailable
from portal.errors import error_page, status_of
from portal.languages import choices, language_for
from portal.page import ABOUT_INPUT, Page

# What opens a page. A rating link lets see and rate; a tracking link, and being signed in, lets do everything the
# customer may. A link that the team shared and a colleague of the same organisation read only.
ANYBODY: frozenset[str] = frozenset()
TRACKING_LINK = frozenset({"tracking", "session"})
ANY_LINK = TRACKING_LINK | {"rating"}
COLLEAGUE = frozenset({"colleague"})
READING = ANY_LINK | COLLEAGUE | {"share"}
SIGNED_IN = frozenset({"session"})


class CustomerPage(Page):
    """``self.workspace`` is there when ``get`` or ``post`` runs, texts are in the reader's
    language, times in its zone."""

    opened_by: ClassVar[Mapping[str, frozenset[str]]] = {}
    workspace: Workspace

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer, and leave language and zone as they were for whatever this thread answers next."""
        with timezone.override(None), translation.override(settings.LANGUAGE_CODE):
            try:
                return self.answer(request, kwargs)
            except HelpdeskError as error:
                return self.kept_out(request, error)

    def answer(self, request: HttpRequest, kwargs: Mapping[str, Any]) -> HttpResponseBase:
        """Over a limit or wrong before the verb was called: the page comes back as if the verb had said so."""
        try:
            return super().answer(request, kwargs)
        except (TooMany, *ABOUT_INPUT) as error:
            return self.refused(request, error, **kwargs)

    def enter(self, request: HttpRequest, kwargs: Mapping[str, Any]) -> None:
        """Find the workspace. Raises NotFound."""
        workspace = Workspace.objects.filter(slug=kwargs["workspace"]).first()
        if workspace is None:
            raise NotFound("page")
        self.workspace = workspace
        self.choose_language(request)
        timezone.activate(workspace.time_zone)

    def choose_language(self, request: HttpRequest, *, own: str = "") -> None:
        """Go on in the reader's language; ``own`` is what we know of them."""
        translation.activate(language_for(request, self.workspace, own=own))

    def kept_out(self, request: HttpRequest, error: HelpdeskError) -> HttpResponse:
        """The page for somebody who may not come in; from it one goes on to the portal, where there is one."""
        start = reverse("portal-home", args=[self.workspace.slug]) if hasattr(self, "workspace") else "/"
        return error_page(request, error, start=start)

    def shown(self, request: HttpRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
        """A page of the portal."""
        # What comes back with a fault has no address to return to in another language, and holds what was typed.
        languages = choices(self.workspace) if status == HTTPStatus.OK else []
        context = {"workspace": self.workspace, "languages": languages, **context}
        response = render(request, f"portal/{template}.html", context, status=status)
        patch_vary_headers(response, ["Cookie", "Accept-Language"])
        return response

    def refusal(self, request: HttpRequest, template: str, error: HelpdeskError, **context: Any) -> HttpResponse:
        """A page with a form again, under the status of what went wrong."""
        response = self.shown(request, template, status=status_of(error), error=error, **context)
        if isinstance(error, TooMany | Unavailable):
            response["Retry-After"] = str(error.retry_after)
        return response


def portal_route(address: str, view: type[CustomerPage], name: str, **opened_by: frozenset[str]) -> URLPattern:
    """One page, one line, with what opens it for each method; a method without it stops the start."""
    check_opened_by(view, opened_by)
    return path(f"portal/<slug:workspace>/{address}", view.as_view(opened_by=opened_by), name=name)


def check_opened_by(view: type[CustomerPage], opened_by: Mapping[str, frozenset[str]]) -> None:
    """Raises ImproperlyConfigured unless each method of a page says what opens it, and nothing else does."""
    handlers = {method.upper() for method in ("get", "post") if hasattr(view, method)}
    if handlers != set(opened_by):
        raise ImproperlyConfigured(f"{view.__name__} handles {sorted(handlers)} but declares {sorted(opened_by)}")
