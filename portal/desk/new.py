"""A new ticket for a customer who called or stopped by."""

import re
import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from helpdesk.accounts.actions.ensure_customer import ensure_customer
from helpdesk.lib.errors import HelpdeskError
from portal.desk.changes import SEPARATOR
from portal.desk.finding import assignable_choices, find_assignee
from portal.desk.page import DeskPage
from portal.errors import message_for, status_of
from portal.redirect import SeeOther
from portal.words import PRIORITIES
from tickets.actions import assign_ticket, create_ticket
from tickets.models import Ticket

FIELDS = ("email", "name", "subject", "body", "priority", "assignee", "tags", "cc_emails")
ADDRESS_SEPARATOR = re.compile(r"[,;\s]+")


class NewTicket(DeskPage):
    """The form and what it does."""

    def get(self, request: HttpRequest, workspace: str) -> HttpResponse:
        """The form; a link may fill in the customer."""
        typed = {"email": request.GET.get("email", ""), "name": request.GET.get("name", ""), "priority": "medium"}
        return self.form(request, typed)

    def post(self, request: HttpRequest, workspace: str) -> HttpResponse:
        """Open it, and give it to whoever was chosen."""
        form = request.POST
        assignee = find_assignee(self.actor, form.get("assignee", ""))
        ticket = create_ticket(
            actor=self.actor,
            requester=ensure_customer(self.workspace, email=form.get("email", ""), name=form.get("name", "")),
            subject=form.get("subject", ""),
            body=form.get("body", "").replace("\r\n", "\n"),
            body_format=Ticket.TextFormat.MARKDOWN,
            channel=Ticket.Channel.DESK,
            priority=form.get("priority", ""),
            tags=split(form, "tags", SEPARATOR),
            cc_emails=split(form, "cc_emails", ADDRESS_SEPARATOR),
        )
        if assignee is not None:
            assign_ticket(ticket, actor=self.actor, to=assignee)
        messages.success(request, f"{ticket.reference} is open. The customer gets a confirmation by mail.")
        self.made = ticket.pk
        return self.done_before(request, ticket.pk)

    def done_before(self, request: HttpRequest, made: uuid.UUID, **kwargs: Any) -> HttpResponse:
        """To the ticket."""
        reference = self.workspace.tickets.get(pk=made).reference
        return SeeOther(reverse("desk-ticket", args=[self.workspace.slug, reference]))

    def refused(self, request: HttpRequest, error: HelpdeskError, **_kwargs: Any) -> HttpResponse:
        """The form again, with everything still in it."""
        return self.form(request, {name: request.POST.get(name, "") for name in FIELDS}, error)

    def form(self, request: HttpRequest, typed: dict[str, str], error: HelpdeskError | None = None) -> HttpResponse:
        """The page."""
        context = self.context(
            typed=typed,
            members=assignable_choices(self.workspace),
            priorities=PRIORITIES.items(),
            problem=message_for(error) if error else None,
        )
        return render(request, "desk/new.html", context, status=status_of(error) if error else 200)


def split(form: QueryDict, name: str, separator: re.Pattern[str]) -> list[str]:
    """The parts of a field that takes several."""
    return [part.strip() for part in separator.split(form.get(name, "")) if part.strip()]
