"""Make one ticket of several that were ticked."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from helpdesk.lib.errors import HelpdeskError, Invalid
from portal.desk.bulk.selection import ticked
from portal.desk.page import DeskPage
from portal.errors import message_for, status_of
from portal.redirect import SeeOther
from tickets.actions import merge_tickets
from tickets.models import Ticket

MOST = 30


class MergeTicked(DeskPage):
    """``into`` is the number of the one that goes on; without a choice it is the oldest."""

    def get(self, request: HttpRequest, workspace: str) -> HttpResponse:
        """The tickets, to choose from."""
        return self.show(request, request.GET)

    def post(self, request: HttpRequest, workspace: str) -> HttpResponse:
        """Merge all into the one, or none of them."""
        found = self.tickets(request.POST)
        target = next((one for one in found if str(one.number) == request.POST.get("into")), None)
        if target is None:
            raise Invalid(_("Choose the ticket that goes on"), code="choice", field="into")
        others = [one for one in found if one.pk != target.pk]
        for source in others:
            merge_tickets(source, actor=self.actor, into=target, confirmed=bool(request.POST.get("confirmed")))
        said = ngettext("%d ticket is part of this one now.", "%d tickets are part of this one now.", len(others))
        messages.success(request, said % len(others))
        return SeeOther(reverse("desk-ticket", args=[workspace, target.reference]))

    def refused(self, request: HttpRequest, error: HelpdeskError, **kwargs: Any) -> HttpResponse:
        """The page again with the reason."""
        return self.show(request, request.POST, error)

    def tickets(self, asked: QueryDict) -> list[Ticket]:
        """Those that were ticked, oldest first. Raises Invalid for fewer than two and for more than make sense."""
        found = list(ticked(self.actor, asked).tickets.select_related("requester").newest_first()[: MOST + 1])[::-1]
        if not 2 <= len(found) <= MOST:
            hint = _("Tick 2 to %d in the list") % MOST
            raise Invalid(_("These cannot be merged"), field="ticket", hint=hint)
        return found

    def show(self, request: HttpRequest, asked: QueryDict, problem: HelpdeskError | None = None) -> HttpResponse:
        """The page."""
        found: list[Ticket] = []
        try:
            found = self.tickets(asked)
        except Invalid as error:
            problem = problem or error
        context = self.context(
            tickets=found,
            into=asked.get("into") or (str(found[0].number) if found else ""),
            several_customers=len({one.requester_id for one in found}) > 1,
            problem=message_for(problem) if problem else None,
        )
        return render(request, "desk/bulk_merge.html", context, status=status_of(problem) if problem else 200)
