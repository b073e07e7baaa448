"""What every page of the desk starts with: a signed-in member of the workspace in the address, and a scope."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, ClassVar

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from helpdesk.accounts.actions.note_visit import note_visit
from helpdesk.accounts.actors import Actor, member_actor
from helpdesk.accounts.models import Membership, Workspace
from helpdesk.accounts.scopes import (
    ARTICLES_WRITE,
    CONFIGURING,
    CUSTOMERS_READ,
    IMPERSONATE,
    REPORTS_READ,
    TICKETS_WRITE,
)
from helpdesk.accounts.signing_in.totp import lacks_second_factor
from helpdesk.lib.errors import Forbidden, HelpdeskError, Unauthenticated
from portal.desk.addresses import addresses
from portal.desk.look import member_looked_as
from portal.desk.member import find_member
from portal.desk.rail import Rail, rail_html
from portal.desk.reads import Frame, read_frame
from portal.errors import error_page
from portal.page import Page, require_scope
from portal.redirect import go_to, is_partial, own_address
from portal.signin.session import note_presence


class SecondFactorFirst(Forbidden):
    """The workspace opens only to those who sign in with a code, and this member does not yet."""


class DeskPage(Page):
    """``self.workspace``, ``self.member`` and ``self.actor`` are there when ``get`` or ``post`` runs."""

    scopes: ClassVar[Mapping[str, str]] = {}
    looks_through: ClassVar[bool] = True
    looked_as = ""
    workspace: Workspace
    member: Membership
    actor: Actor

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Send whoever is not signed in to the sign-in page and back here afterwards."""
        try:
            response = self.answer(request, kwargs)
        except Unauthenticated:
            response = self.sign_in_first(request)
        except SecondFactorFirst:
            response = go_to(request, reverse("account-codes"))
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
        self.member, session = find_member(request, kwargs["workspace"])
        self.workspace, self.actor = self.member.workspace, member_actor(self.member)
        note_presence(request, session)
        if lacks_second_factor(self.member):
            raise SecondFactorFirst
        note_visit(self.member)
        if self.looks_through:
            self.look_as(member_looked_as(session, self.actor), request)
        require_scope(self.admits({"HEAD": "GET"}.get(request.method or "", request.method or "")))

    def look_as(self, seen: Membership | None, request: HttpRequest) -> None:
        """Show what another member sees, where somebody chose to. Raises Forbidden for what would change anything."""
        if seen is None:
            return
        if request.method == "POST":
            raise Forbidden(_("You only look, as another member sees the desk"), hint=_("Stop looking first"))
        self.looked_as, self.member, self.actor = seen.user.name, seen, member_actor(seen)

    def admits(self, method: str) -> bool:
        """Whether the actor holds the scope that the route declares for a method."""
        return self.actor.may(self.scopes[method])

    @cached_property
    def frame(self) -> Frame:
        """What stands around the page."""
        return read_frame(self.actor)

    @property
    def saved_views(self) -> list[dict[str, Any]]:
        """The lists that somebody kept, as they stand below the others."""
        return self.frame.saved_views

    def context(self, **more: Any) -> dict[str, Any]:
        """What every template of the desk needs. ``here`` is the entry of the rail that leads to this page."""
        allowed = {
            "may_write": self.actor.may(TICKETS_WRITE),
            "may_see_customers": self.actor.may(CUSTOMERS_READ),
            "may_write_articles": self.actor.may(ARTICLES_WRITE),
            "may_read_reports": self.actor.may(REPORTS_READ),
            "may_configure": not self.actor.scopes.isdisjoint(CONFIGURING),
            "may_look_as": self.actor.may(IMPERSONATE),
        }
        return {
            "workspace": self.workspace,
            "member": self.member,
            "actor": self.actor,
            "looked_as": self.looked_as,
            "rail": rail_html(self.rail(allowed, more)),
            **allowed,
            **addresses(self.workspace.slug),
            # A name that a template asks for and nobody gave costs it more than a hundred that are there.
            "filters": None,
            "problem": None,
            "is_answer": False,
            **more,
        }

    def rail(self, allowed: Mapping[str, bool], more: Mapping[str, Any]) -> Rail:
        """What the rail shows beside this page."""
        filters = more.get("filters")
        return Rail(
            slug=self.workspace.slug,
            workspace_name=self.workspace.name,
            name=self.actor.name,
            email=self.actor.email,
            role=self.member.role,
            face=self.frame.faces.get(str(self.member.pk), ""),
            unread=self.frame.unread,
            here=filters.view.word if filters else more.get("here", ""),
            is_list=filters is not None,
            kept_lists=tuple((str(row["id"]), row["name"]) for row in self.saved_views),
            **allowed,
        )


def desk_route(address: str, view: type[DeskPage], name: str, **scopes: str) -> URLPattern:
    """One page, one line, with the scope each method needs; a method without one stops the start."""
    handlers = {method.upper() for method in ("get", "post") if hasattr(view, method)}
    if handlers != set(scopes):
        raise ImproperlyConfigured(f"{view.__name__} handles {sorted(handlers)} but declares {sorted(scopes)}")
    return path(f"desk/<slug:workspace>/{address}", view.as_view(scopes=scopes), name=name)
