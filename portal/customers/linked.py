"""What the pages of one ticket share: a mailed link opens it, from the address once, from then by cookie; so does being
signed in."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse

from helpdesk.accounts.actors import Actor
from helpdesk.http.limits import Limit, spend
from helpdesk.lib.errors import Forbidden, HelpdeskError, Unauthenticated
from helpdesk.lib.ids import from_typeid, to_typeid
from portal.customers.page import CustomerPage
from portal.customers.track import TrackForm
from portal.customers.ways import SESSION, Entry, Way, by_link, by_session, why_not
from tickets.actions.request_link import REFERENCE
from tickets.magic_links import OpenedLink, open_link
from tickets.models import MagicLink, Ticket

# One cookie for each purpose, so that pressing a face in a later mail takes nothing away from the tracking link.
COOKIES = {
    MagicLink.Purpose.TRACKING: "ticket_tracking",
    MagicLink.Purpose.RATING: "ticket_rating",
    MagicLink.Purpose.SHARE: "ticket_share",
}
COOKIE_AGE = datetime.timedelta(hours=12)
CHANGES = Limit("portal.link", "60/h")


class LinkedPage(CustomerPage):
    """``self.ticket``, ``self.actor`` and ``self.link``, the way in, are there when ``get`` or ``post`` runs.

    A ticket that was merged into another one of the same customer is that one from then on, whatever the address says.
    """

    ticket: Ticket
    actor: Actor
    link: Way
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
        """Open the ticket. Raises Unauthenticated, or Forbidden where the way in is not enough."""
        super().enter(request, kwargs)
        entry = self.entry(request, kwargs["reference"])
        is_change = request.method == "POST"
        if entry.way.purpose not in self.opened_by["POST" if is_change else "GET"]:
            raise Forbidden(why_not(entry.way.purpose))
        self.ticket, self.actor, self.link, self.token = entry.ticket, entry.actor, entry.way, entry.token
        if self.actor.id == self.ticket.requester_id:
            self.choose_language(request, own=self.ticket.requester.language)
        if is_change:
            spend(request, [CHANGES], callers=[self.link.pk.hex])

    def entry(self, request: HttpRequest, reference: str) -> Entry:
        """The strongest way in: a tracking link, then being signed in as who asked, then a link that lets less, then
        being signed in as a colleague. A link in the address comes first where it is any good. Raises Unauthenticated.
        """
        try:
            found = by_link(*self.open(self.tokens(request), reference))
        except Unauthenticated:
            signed_in = by_session(request, self.workspace, reference)
            if signed_in is None:
                raise
            return signed_in
        if found.way.purpose == MagicLink.Purpose.TRACKING or "t" in request.GET:
            return found
        signed_in = by_session(request, self.workspace, reference)
        return signed_in if signed_in is not None and signed_in.way.purpose == SESSION else found

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
            leads_here = reference in {*names_of(opened.ticket), *names_of(opened.link.ticket)}
            if leads_here and visible.exists():
                return token, opened
        raise failure

    def kept_out(self, request: HttpRequest, error: HelpdeskError) -> HttpResponse:
        """No link that opens this: offer to mail one, and give back what was being written."""
        if not isinstance(error, Unauthenticated):
            return super().kept_out(request, error)
        asked = request.resolver_match.kwargs["reference"] if request.resolver_match else ""
        expired = error.code == "link_expired"
        return self.shown(
            request,
            "link_refused",
            status=401,
            form=TrackForm(initial={"reference": self.number_behind(asked, was_good=expired)}),
            expired=expired,
            written=request.POST.get("body", "") or request.POST.get("comment", ""),
        )

    def number_behind(self, asked: str, *, was_good: bool) -> str:
        """What to ask for a new link with: the number in the address; for an id only whoever had a link is told it."""
        if REFERENCE.fullmatch(asked):
            return asked
        key = from_typeid("tkt", asked) if was_good else None
        ticket: Ticket | None = self.workspace.tickets.filter(pk=key).first() if key else None
        return ticket.reference if ticket else ""

    def address(self, fragment: str = "") -> str:
        """The ticket's page, without any token."""
        path = reverse("portal-ticket", args=[self.workspace.slug, self.ticket.reference])
        return f"{path}#{fragment}" if fragment else path


def names_of(ticket: Ticket) -> tuple[str, str]:
    """What the address of a link may call a ticket: mails take the number people read, the public contract the id."""
    return ticket.reference, to_typeid("tkt", ticket.pk)


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
