"""What every page of the desk starts with: a signed-in member of the workspace in the address, and a scope."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, path, reverse
from django_htmx.http import HttpResponseClientRedirect

from helpdesk.accounts.actors import Actor, member_actor
from helpdesk.accounts.models import Membership, Workspace
from helpdesk.accounts.scopes import TICKETS_WRITE
from helpdesk.lib.errors import HelpdeskError, NotFound, Unauthenticated
from portal.desk.views import VIEWS
from portal.errors import error_page
from portal.page import Page, require_scope
from portal.redirect import is_partial, own_address


class DeskPage(Page):
    """``self.workspace``, ``self.member`` and ``self.actor`` are there when ``get`` or ``post`` runs."""

    scopes: ClassVar[Mapping[str, str]] = {}
    workspace: Workspace
    member: Membership
    actor: Actor

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Send whoever is not signed in to the sign-in page and back here afterwards."""
        try:
            response = self.answer(request, kwargs)
        except Unauthenticated:
            response = self.sign_in_first(request)
        except HelpdeskError as error:
            response = error_page(request, error)
        response["Cache-Control"] = "no-store"  # after signing out, Back must not show customers' words
        return response

    def sign_in_first(self, request: HttpRequest) -> HttpResponseBase:
        """To the sign-in page; afterwards to this page, or for a form to the one it stood on."""
        came_from = own_address(request, request.headers.get("Referer", ""), otherwise="")
        wanted = request.get_full_path() if request.method != "POST" else came_from
        answer = redirect_to_login(wanted)
        return HttpResponseClientRedirect(answer.url) if is_partial(request) else answer

    def enter(self, request: HttpRequest, kwargs: Mapping[str, Any]) -> None:
        """A workspace one is no member of looks like one that does not exist."""
        if not request.user.is_authenticated:
            raise Unauthenticated
        membership = (
            Membership.objects.across_workspaces("the address names the workspace, the session the person")
            .select_related("workspace")
            .filter(workspace__slug=kwargs["workspace"], user_id=request.user.pk, is_active=True)
            .first()
        )
        if membership is None:
            raise NotFound("page")
        membership.user = request.user
        self.workspace, self.member = membership.workspace, membership
        self.actor = member_actor(membership)
        require_scope(self.actor.may(self.scopes[{"HEAD": "GET"}.get(request.method or "", request.method or "")]))

    def context(self, **more: Any) -> dict[str, Any]:
        """What every template of the desk needs."""
        return {
            "workspace": self.workspace,
            "member": self.member,
            "actor": self.actor,
            "may_write": self.actor.may(TICKETS_WRITE),
            "views": VIEWS,
            # Looking an address up by name is among the dearest things a template does; a list has dozens.
            "tickets_at": reverse("desk-tickets", args=[self.workspace.slug]),
            **more,
        }


def desk_route(address: str, view: type[DeskPage], name: str, **scopes: str) -> URLPattern:
    """One page, one line, with the scope each method needs; a method without one stops the start."""
    handlers = {method.upper() for method in ("get", "post") if hasattr(view, method)}
    if handlers != set(scopes):
        raise ImproperlyConfigured(f"{view.__name__} handles {sorted(handlers)} but declares {sorted(scopes)}")
    return path(f"desk/<slug:workspace>/{address}", view.as_view(scopes=scopes), name=name)
