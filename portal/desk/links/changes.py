"""The buttons of that page."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from portal.desk.finding import find_ticket
from portal.desk.links.page import LinksPage
from portal.redirect import SeeOther
from tickets.actions import revoke_links
from tickets.actions.revoke_link import revoke_link
from tickets.actions.send_link import send_link
from tickets.actions.share_ticket import share_ticket


class Share(LinksPage):
    """Make a link to read by, and show it this once."""

    def post(self, request: HttpRequest, workspace: str, reference: str) -> HttpResponse:
        """No redirect: nothing that comes later knows the address."""
        ticket = find_ticket(self.actor, reference)
        made = share_ticket(ticket, actor=self.actor)
        self.made = made.row.pk
        return self.show(request, ticket, new_address=made.address)

    def done_before(self, request: HttpRequest, made: uuid.UUID, **kwargs: str) -> HttpResponse:
        """To the list: the address was shown when the form came first."""
        return SeeOther(self.links_at(find_ticket(self.actor, kwargs["reference"])))


class RevokeLink(LinksPage):
    """Take one back."""

    def post(self, request: HttpRequest, workspace: str, reference: str, link: uuid.UUID) -> HttpResponse:
        """Do it."""
        ticket = find_ticket(self.actor, reference)
        revoke_link(ticket, actor=self.actor, link_id=link)
        messages.success(request, _("The link opens nothing any more."))
        return SeeOther(self.links_at(ticket))


class RevokeLinks(LinksPage):
    """Take all of them back, once that was asked."""

    def get(self, request: HttpRequest, workspace: str, reference: str) -> HttpResponse:
        """Ask."""
        ticket = find_ticket(self.actor, reference)
        context = self.context(ticket=ticket, links_at=self.links_at(ticket))
        return render(request, "desk/links_revoke.html", context)

    def post(self, request: HttpRequest, workspace: str, reference: str) -> HttpResponse:
        """Do it."""
        ticket = find_ticket(self.actor, reference)
        revoke_links(ticket, actor=self.actor)
        messages.success(request, _("No link given out so far opens the ticket any more."))
        return SeeOther(self.links_at(ticket))


class SendLink(LinksPage):
    """Mail the customer a new one."""

    def post(self, request: HttpRequest, workspace: str, reference: str) -> HttpResponse:
        """Do it."""
        ticket = find_ticket(self.actor, reference)
        send_link(ticket, actor=self.actor)
        messages.success(request, _("A link is on its way to the customer."))
        return SeeOther(self.links_at(ticket))
