"""Merge a ticket into another: look for it, look at both, then do it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from helpdesk.lib.errors import HelpdeskError, Invalid
from portal.desk.finding import find_ticket
from portal.desk.linking import find_other
from portal.desk.page import DeskPage
from portal.errors import message_for, status_of
from portal.redirect import SeeOther
from tickets.actions import merge_tickets
from tickets.models import Ticket

OFFERED = 10
COLUMNS = ("number", "subject", "status", "created_at")


class Merge(DeskPage):
    """``into`` is the other ticket's number; with it the page shows both and asks."""

    def get(self, request: HttpRequest, workspace: str, reference: str) -> HttpResponse:
        """The search, or the preview."""
        source, into = find_ticket(self.actor, reference), request.GET.get("into", "")
        if not into:
            return self.show(request, source)
        try:
            return self.show(request, source, find_other(self.actor, into, field="into"))
        except Invalid as error:
            return self.show(request, source, problem=error, typed=into)

    def post(self, request: HttpRequest, workspace: str, reference: str) -> HttpResponse:
        """Merge, and go where the conversation goes on."""
        source = find_ticket(self.actor, reference)
        target = find_other(self.actor, request.POST.get("into", ""), field="into")
        merged = merge_tickets(source, actor=self.actor, into=target, confirmed=bool(request.POST.get("confirmed")))
        messages.success(request, _("%(source)s is part of this ticket now.") % {"source": source.reference})
        return SeeOther(reverse("desk-ticket", args=[workspace, merged.reference]))

    def refused(self, request: HttpRequest, error: HelpdeskError, **kwargs: Any) -> HttpResponse:
        """The page again with the reason."""
        source, into = find_ticket(self.actor, kwargs["reference"]), request.POST.get("into", "")
        try:
            target: Ticket | None = find_other(self.actor, into, field="into")
        except Invalid:
            target = None
        return self.show(request, source, target, problem=error, typed=into)

    def show(
        self,
        request: HttpRequest,
        source: Ticket,
        target: Ticket | None = None,
        *,
        problem: HelpdeskError | None = None,
        typed: str = "",
    ) -> HttpResponse:
        """The page: with a target the two side by side, without one tickets to choose from."""
        context = self.context(
            ticket=source,
            target=target,
            offered=[] if target else self.offered(source),
            is_other_customer=target is not None and target.requester_id != source.requester_id,
            typed=typed,
            problem=message_for(problem) if problem else None,
        )
        return render(request, "desk/merge.html", context, status=status_of(problem) if problem else 200)

    def offered(self, source: Ticket) -> list[dict[str, Any]]:
        """The customer's newest other tickets that could take this one in."""
        tickets = self.workspace.tickets.visible_to(self.actor).filter(requester=source.requester_id)
        living = tickets.filter(merged_into=None, is_spam=False).exclude(pk=source.pk)
        rows = living.newest_first().values(*COLUMNS)[:OFFERED]
        return [row | {"reference": Ticket(number=row["number"]).reference} for row in rows]
