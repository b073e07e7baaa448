"""What every page of the customers' portal starts with: the workspace in the address, its language and its clock."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils import timezone, translation

from helpdesk.accounts.models import Workspace
from helpdesk.lib.errors import HelpdeskError, NotFound, TooMany, Unavailable
from portal.errors import error_page, status_of
from portal.page import ABOUT_INPUT, Page

# What opens a page. A rating link lets see and rate; a tracking link lets do everything the customer may.
ANYBODY: frozenset[str] = frozenset()
ANY_LINK = frozenset({"tracking", "rating"})
TRACKING_LINK = frozenset({"tracking"})


class CustomerPage(Page):
    """``self.workspace`` is there when ``get`` or ``post`` runs, and texts and times are in its language and zone."""

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
        translation.activate(workspace.language)
        timezone.activate(workspace.time_zone)

    def kept_out(self, request: HttpRequest, error: HelpdeskError) -> HttpResponse:
        """The page for somebody who may not come in."""
        return error_page(request, error)

    def shown(self, request: HttpRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
        """A page of the portal."""
        return render(request, f"portal/{template}.html", {"workspace": self.workspace, **context}, status=status)

    def refusal(self, request: HttpRequest, template: str, error: HelpdeskError, **context: Any) -> HttpResponse:
        """A page with a form again, under the status of what went wrong."""
        response = self.shown(request, template, status=status_of(error), error=error, **context)
        if isinstance(error, TooMany | Unavailable):
            response["Retry-After"] = str(error.retry_after)
        return response


def portal_route(address: str, view: type[CustomerPage], name: str, **opened_by: frozenset[str]) -> URLPattern:
    """One page, one line, with what opens it for each method; a method without it stops the start."""
    handlers = {method.upper() for method in ("get", "post") if hasattr(view, method)}
    if handlers != set(opened_by):
        raise ImproperlyConfigured(f"{view.__name__} handles {sorted(handlers)} but declares {sorted(opened_by)}")
    return path(f"portal/<slug:workspace>/{address}", view.as_view(opened_by=opened_by), name=name)
