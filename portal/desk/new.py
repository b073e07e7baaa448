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
from portal.custom_fields import CustomForm
from portal.desk.changes import SEPARATOR
from portal.desk.files import sent_files
from portal.desk.finding import find_assignee
from portal.desk.nouns import Asked, Nouns
from portal.desk.page import DeskPage
from portal.desk.reads import read_offers
from portal.desk.workflow import find_queue, find_type, row_id
from portal.errors import message_for, status_of
from portal.files.attached import FilesField
from portal.redirect import go_to
from portal.words import PRIORITIES
from tickets.actions import assign_ticket, create_ticket
from tickets.models import Ticket
from workflow.models import CustomField

FIELDS = ("email", "name", "subject", "body", "priority", "assignee", "tags", "cc_emails", "queue", "type")
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
        nouns = read_offers(self.actor).nouns
        queue = find_queue(self.actor, form["queue"]) if form.get("queue") else None
        ticket = create_ticket(
            actor=self.actor,
            requester=ensure_customer(self.workspace, email=form.get("email", ""), name=form.get("name", "")),
            subject=form.get("subject", ""),
            body=form.get("body", "").replace("\r\n", "\n"),
            body_format=Ticket.TextFormat.MARKDOWN,
            channel=Ticket.Channel.DESK,
            priority=form.get("priority", ""),
            tags=nouns.spelled(split(form, "tags", SEPARATOR)),
            cc_emails=split(form, "cc_emails", ADDRESS_SEPARATOR),
            queue=queue,
            type=find_type(self.actor, form.get("type", "")),
            custom=CustomForm(asked_for(nouns, queue.pk if queue else None), form, enforced=True).values(),
            files=sent_files(request, actor=self.actor),
        )
        if assignee is not None:
            assign_ticket(ticket, actor=self.actor, to=assignee)
        messages.success(request, f"{ticket.reference} is open. The customer gets a confirmation by mail.")
        self.made = ticket.pk
        return self.done_before(request, ticket.pk)

    def done_before(self, request: HttpRequest, made: uuid.UUID, **kwargs: Any) -> HttpResponse:
        """To the ticket."""
        reference = self.workspace.tickets.get(pk=made).reference
        return go_to(request, reverse("desk-ticket", args=[self.workspace.slug, reference]))

    def refused(self, request: HttpRequest, error: HelpdeskError, **_kwargs: Any) -> HttpResponse:
        """The form again, with everything still in it."""
        return self.form(request, {name: request.POST.get(name, "") for name in FIELDS}, error)

    def form(self, request: HttpRequest, typed: dict[str, str], error: HelpdeskError | None = None) -> HttpResponse:
        """The page."""
        offers = read_offers(self.actor)
        chosen = row_id(typed.get("queue", "")) or offers.nouns.default_queue
        context = self.context(
            typed=typed,
            members=offers.members,
            queues=offers.nouns.queue_choices(),
            queue_chosen=chosen,
            types=offers.nouns.type_choices(),
            known_tags=offers.nouns.colours,
            custom_fields=custom_inputs(offers.nouns, chosen, request.POST if error else None),
            priorities=PRIORITIES.items(),
            files_rule=FilesField(),
            problem=message_for(error) if error else None,
        )
        return render(request, "desk/new.html", context, status=status_of(error) if error else 200)


def split(form: QueryDict, name: str, separator: re.Pattern[str]) -> list[str]:
    """The parts of a field that takes several."""
    return [part.strip() for part in separator.split(form.get(name, "")) if part.strip()]


def asked_for(nouns: Nouns, queue_id: int | None) -> list[CustomField]:
    """The fields of the chosen queue, or of the one that tickets go to without a choice."""
    chosen = nouns.default_queue if queue_id is None else queue_id
    return [asked.field for asked in nouns.fields if asked.belongs_to(chosen)]


def custom_inputs(nouns: Nouns, queue_id: int | None, sent: QueryDict | None) -> list[dict[str, Any]]:
    """An input for every field that any of the queues asks for: without script nothing knows which will be chosen.

    What the chosen queue does not ask for is not at fault, whatever was typed there.
    """
    open_to = [asked for asked in nouns.fields if any(asked.belongs_to(one) for one in nouns.queues)]
    everywhere = CustomForm([asked.field for asked in open_to], sent)
    enforced = CustomForm(asked_for(nouns, queue_id), sent, enforced=True)
    return [
        {
            "input": enforced[name] if name in enforced.fields else everywhere[name],
            "queues": " ".join(str(one) for one in sorted(asked.queues)),
            "only_for": names_of(asked, nouns),
        }
        for asked, name in zip(open_to, everywhere.fields, strict=True)
    ]


def names_of(asked: Asked, nouns: Nouns) -> str:
    """The queues that a field is for, where it is not for all."""
    return ", ".join(name for queue_id, name in nouns.queues.items() if queue_id in asked.queues)
