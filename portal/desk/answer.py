"""Replies and notes."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from helpdesk.lib.errors import HelpdeskError
from portal.desk.draft import check_draft, read_draft, read_version
from portal.desk.files import sent_files
from portal.desk.finding import find_ticket
from portal.desk.ticket import TicketView
from portal.redirect import SeeOther
from tickets.actions import add_comment, change_status, discard_draft, read_ticket_notices
from tickets.models import Ticket

SAID = {"reply": "Your reply is on its way.", "note": "Your note is saved. Only your team sees it."}


class Answer(TicketView):
    """The composer: says something, and may set the status in the same step."""

    def post(self, request: HttpRequest, workspace: str, reference: str) -> HttpResponse:
        """Written on an old state of the thread it is refused, and the page shows what came in between."""
        draft, version = check_draft(request.POST), read_version(request.POST)
        ticket = find_ticket(self.actor, reference)
        comment = add_comment(
            ticket,
            actor=self.actor,
            body=draft.body.replace("\r\n", "\n"),
            is_internal=draft.is_note,
            body_format=Ticket.TextFormat.MARKDOWN,
            expected_version=version,
            files=sent_files(request, actor=self.actor),
        )
        if draft.then:
            change_status(ticket, actor=self.actor, to=draft.then)
        discard_draft(ticket, actor=self.actor, mode=draft.mode)
        read_ticket_notices(ticket, actor=self.actor)
        self.made = comment.pk
        messages.success(request, SAID[draft.mode])
        return self.done_before(request, comment.pk, reference=ticket.reference)

    def done_before(self, request: HttpRequest, made: uuid.UUID, **kwargs: Any) -> HttpResponse:
        """To the ticket."""
        return SeeOther(reverse("desk-ticket", args=[self.workspace.slug, kwargs["reference"]]))

    def refused(self, request: HttpRequest, error: HelpdeskError, **kwargs: Any) -> HttpResponse:
        """The ticket as it is now, with every word still in the composer."""
        return self.show(request, kwargs["reference"], draft=read_draft(request.POST), problem=error)
