"""The page with all links of a ticket."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.desk.finding import find_ticket
from portal.desk.page import DeskPage
from tickets.links_given import links_given
from tickets.models import MagicLink, Ticket

SHOWN = 100
PURPOSES: dict[str, Promise] = {
    MagicLink.Purpose.TRACKING: _("Mailed to the customer"),
    MagicLink.Purpose.RATING: _("Mailed for a rating"),
    MagicLink.Purpose.SHARE: _("Shared, to read only"),
}


@dataclass(frozen=True)
class Given:
    """One link as the list shows it."""

    row: MagicLink
    purpose: Promise
    state: str


def given(row: MagicLink) -> Given:
    """``state`` is works, expired or revoked."""
    over = "expired" if row.expires_at <= timezone.now() else "works"
    return Given(row, PURPOSES[row.purpose], "revoked" if row.revoked_at else over)


class LinksPage(DeskPage):
    """A page of its own, so that the ticket page need not look them up; opened in place where scripts run."""

    def show(self, request: HttpRequest, ticket: Ticket, *, new_address: str = "") -> HttpResponse:
        """Newest first. ``new_address`` is a link just made, on the one page that ever holds it."""
        rows = links_given(ticket).order_by("-created_at", "-id")[:SHOWN]
        context: dict[str, Any] = self.context(
            ticket=ticket,
            links=[given(row) for row in rows],
            links_at=self.links_at(ticket),
            new_address=new_address,
        )
        return render(request, "desk/links.html", context)

    def links_at(self, ticket: Ticket) -> str:
        """This page."""
        return reverse("desk-links", args=[self.workspace.slug, ticket.reference])


class Links(LinksPage):
    """See them."""

    def get(self, request: HttpRequest, workspace: str, reference: str) -> HttpResponse:
        """The list."""
        return self.show(request, find_ticket(self.actor, reference))
