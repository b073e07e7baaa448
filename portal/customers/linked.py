"""What the pages behind a mailed link share: the link opens one ticket, from the address once, from then by cookie."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse

from helpdesk.accounts.actors import Actor
from helpdesk.http.limits import Limit, spend
from helpdesk.lib.errors import Forbidden, HelpdeskError, Unauthenticated
from portal.customers.page import CustomerPage
from portal.customers.track import TrackForm
from tickets.actions.request_link import REFERENCE
from tickets.magic_links import OpenedLink, open_link
from tickets.models import MagicLink, Ticket

# One cookie for each purpose, so that pressing a face in a later mail takes nothing away from the tracking link.
COOKIES = {MagicLink.Purpose.TRACKING: "ticket_tracking", MagicLink.Purpose.RATING: "ticket_rating"}
COOKIE_AGE = datetime.timedelta(hours=12)
CHANGES = Limit("portal.link", "60/h")


class LinkedPage(CustomerPage):
    """``self.ticket``, ``self.actor`` and ``self.link`` are there when ``get`` or ``post`` runs.

    A ticket that was merged into another one of the same customer is that one from then on, whatever the address says.
    """

    ticket: Ticket
    actor: Actor
    link: MagicLink
    token: str = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Nothing behind a link is kept by caches or found by search engines, and its address is told to nobody.

        ``strict-origin`` hides the path and with it the token. ``no-referrer`` would do too, but with it browsers
        send ``Origin: null``, and every form of these pages would be refused as forged.
        """
        response = super().dispatch(request, *args, **kwargs)
        if self.token and self.ticket.reference != kwargs["reference"] and isinstance(response, HttpResponse):
            remember(response, self.token, purpose=self.link.purpose, path=self.address())
        response["Referrer-Policy"] = "strict-origin"
        response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    def enter(self, request: HttpRequest, kwargs: Mapping[str, Any]) -> None:
        """Open the ticket. Raises Unauthenticated, or Forbidden where a rating link is not enough."""
        super().enter(request, kwargs)
        token, opened = self.open(self.tokens(request), kwargs["reference"])
        is_change = request.method == "POST"
        if opened.link.purpose not in self.opened_by["POST" if is_change else "GET"]:
            raise Forbidden("This link lets you rate only. The link in our other mails opens everything.")
        self.ticket, self.actor, self.link, self.token = opened.ticket, opened.actor, opened.link, token
        if is_change:
            spend(request, [CHANGES], callers=[self.link.pk.hex])

    def tokens(self, request: HttpRequest) -> list[str]:
        """What this browser was let in with, the strongest first."""
        return [request.COOKIES[name] for name in COOKIES.values() if name in request.COOKIES]

    def open(self, tokens: Iterable[str], reference: str) -> tuple[str, OpenedLink]:
        """The first token that opens exactly this ticket, or the one it was merged into. Raises Unauthenticated, whose
        code tells an expired one."""
        failure = Unauthenticated()
        for token in tokens:
            try:
                opened = open_link(token, workspace=self.workspace)
            except Unauthenticated as error:
                failure = error
                continue
            visible = self.workspace.tickets.visible_to(opened.actor).filter(pk=opened.ticket.pk)
            leads_here = reference in {opened.ticket.reference, opened.link.ticket.reference}
            if leads_here and visible.exists():
                return token, opened
        raise failure

    def kept_out(self, request: HttpRequest, error: HelpdeskError) -> HttpResponse:
        """No link that opens this: offer to mail one, and give back what was being written."""
        if not isinstance(error, Unauthenticated):
            return super().kept_out(request, error)
        asked = request.resolver_match.kwargs["reference"] if request.resolver_match else ""
        return self.shown(
            request,
            "link_refused",
            status=401,
            form=TrackForm(initial={"reference": asked if REFERENCE.fullmatch(asked) else ""}),
            expired=error.code == "link_expired",
            written=request.POST.get("body", "") or request.POST.get("comment", ""),
        )

    def address(self, fragment: str = "") -> str:
        """The ticket's page, without any token."""
        path = reverse("portal-ticket", args=[self.workspace.slug, self.ticket.reference])
        return f"{path}#{fragment}" if fragment else path


def remember(response: HttpResponse, token: str, *, purpose: str, path: str) -> None:
    """Keep a good token for this ticket's pages alone."""
    response.set_cookie(
        COOKIES[MagicLink.Purpose(purpose)],
        token,
        max_age=COOKIE_AGE,
        path=path,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
