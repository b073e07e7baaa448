"""Every request to a settings screen comes through here."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.response import SimpleTemplateResponse
from django.urls import Resolver404, resolve, set_urlconf
from django.utils.translation import gettext as _

from helpdesk.accounts.settings_screens.visit import Visit
from helpdesk.accounts.site import site
from helpdesk.lib.errors import HelpdeskError, NotFound
from portal.desk.page import DeskPage
from portal.redirect import SeeOther
from portal.settings.addresses import Table, table_of


class SettingsDoor(DeskPage):
    """A page of the desk whose content is a screen of the settings site."""

    def admits(self, method: str) -> bool:
        """Whether there is any screen for this actor; each screen asks for its own scope."""
        return site.is_open_to(self.actor)

    def get(self, request: HttpRequest, workspace: str, rest: str) -> HttpResponseBase:
        """Show a screen."""
        return self.screen(request)

    def post(self, request: HttpRequest, workspace: str, rest: str) -> HttpResponseBase:
        """Let a screen call its verb."""
        response = self.screen(request)
        self.made = request.visit.made  # type: ignore[attr-defined]
        return response

    def refused(self, request: HttpRequest, error: HelpdeskError, **_kwargs: Any) -> HttpResponse:
        """The screen once more, with the reason beside the field; it calls no verb then."""
        response: Any = self.screen(request, refusal=error)
        return response

    def done_before(self, request: HttpRequest, made: Any, **_kwargs: Any) -> HttpResponse:
        """To the list above the form."""
        messages.info(request, _("This form was sent before; it was done once."))
        return SeeOther(request.path.rstrip("/").rpartition("/")[0] + "/")

    def screen(self, request: HttpRequest, refusal: HelpdeskError | None = None) -> HttpResponseBase:
        """The screen's answer, made while addresses are those of this workspace. Raises NotFound."""
        visit = Visit(self.workspace, self.member, self.actor, frame=self.context(here="settings"), refusal=refusal)
        request.visit = visit  # type: ignore[attr-defined]
        table = table_of(self.workspace.slug)
        set_urlconf(table)  # type: ignore[arg-type]  # Django takes whatever has patterns
        try:
            return answer_of(request, table)
        finally:
            set_urlconf(None)


def answer_of(request: HttpRequest, table: Table) -> HttpResponseBase:
    """What stands at the address. Raises NotFound."""
    try:
        match = resolve(request.path_info, table)  # type: ignore[arg-type]
    except Resolver404 as error:
        raise NotFound("page") from error
    if match.app_name != "admin":
        raise NotFound("page")
    request.resolver_match = match
    arguments: Mapping[str, Any] = match.kwargs
    response: HttpResponseBase = match.func(request, *match.args, **arguments)
    return response.render() if isinstance(response, SimpleTemplateResponse) else response
