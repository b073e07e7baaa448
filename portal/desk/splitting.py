"""Make a ticket of its own out of a message."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from helpdesk.lib.errors import HelpdeskError, NotFound
from portal.desk.finding import find_ticket
from portal.desk.page import DeskPage
from portal.errors import message_for, status_of
from portal.redirect import SeeOther
from tickets.actions import split_comment
from tickets.models import Comment, Ticket


class Split(DeskPage):
    """Shows the message and asks for a subject."""

    def get(self, request: HttpRequest, workspace: str, reference: str, comment: uuid.UUID) -> HttpResponse:
        """The form."""
        return self.show(request, *self.find(reference, comment))

    def post(self, request: HttpRequest, workspace: str, reference: str, comment: uuid.UUID) -> HttpResponse:
        """Make the ticket and go there."""
        _ticket, found = self.find(reference, comment)
        made = split_comment(found, actor=self.actor, subject=request.POST.get("subject", ""))
        messages.success(request, _("This ticket was made of a message of %s.") % reference)
        return SeeOther(reverse("desk-ticket", args=[workspace, made.reference]))

    def refused(self, request: HttpRequest, error: HelpdeskError, **kwargs: Any) -> HttpResponse:
        """The form again with what was typed."""
        ticket, found = self.find(kwargs["reference"], kwargs["comment"])
        return self.show(request, ticket, found, problem=error, typed=request.POST.get("subject", ""))

    def find(self, reference: str, comment: uuid.UUID) -> tuple[Ticket, Comment]:
        """The message of the ticket in the address. Raises NotFound."""
        ticket = find_ticket(self.actor, reference)
        found = ticket.comments.visible_to(self.actor).select_related("author_customer").filter(pk=comment).first()
        if found is None:
            raise NotFound("page")
        return ticket, found

    def show(
        self,
        request: HttpRequest,
        ticket: Ticket,
        comment: Comment,
        *,
        problem: HelpdeskError | None = None,
        typed: str | None = None,
    ) -> HttpResponse:
        """The page."""
        context = self.context(
            ticket=ticket,
            comment=comment,
            requester=comment.author_customer or ticket.requester,
            subject=ticket.subject if typed is None else typed,
            problem=message_for(problem) if problem else None,
        )
        return render(request, "desk/split.html", context, status=status_of(problem) if problem else 200)
