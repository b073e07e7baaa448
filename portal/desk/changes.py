"""The small forms beside the thread: each changes one thing."""

import re
from abc import abstractmethod
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse

from helpdesk.lib.errors import HelpdeskError
from portal.desk.draft import read_version
from portal.desk.finding import find_assignee, find_ticket
from portal.desk.reads import read_offers
from portal.desk.ticket import TicketView
from portal.desk.workflow import find_status
from portal.redirect import SeeOther
from portal.words import PRIORITIES, STATUSES
from tickets.actions import assign_ticket, change_priority, change_status, change_subject, change_tags
from tickets.models import Ticket
from workflow.models import CustomStatus

SEPARATOR = re.compile("[,،、;\n]")  # a comma as Latin, Arabic and East Asian keyboards type it


class Change(TicketView):
    """One form: does it, says so, shows the ticket."""

    def post(self, request: HttpRequest, workspace: str, reference: str) -> HttpResponse:
        """Subclasses say in ``change`` what is done."""
        ticket = find_ticket(self.actor, reference)
        messages.success(request, self.change(ticket, request.POST))
        return SeeOther(reverse("desk-ticket", args=[workspace, ticket.reference]))

    @abstractmethod
    def change(self, ticket: Ticket, form: QueryDict) -> str:
        """Call the verb; returns the sentence that says what happened."""

    def refused(self, request: HttpRequest, error: HelpdeskError, **kwargs: Any) -> HttpResponse:
        """The ticket as it is now, with what was typed still in its field."""
        return self.show(request, kwargs["reference"], problem=error, typed=request.POST.dict())


class ChangeStatus(Change):
    """Held against the version: nobody resolves over an answer that they have not seen."""

    def change(self, ticket: Ticket, form: QueryDict) -> str:
        """Move it."""
        to = find_status(self.actor, form.get("status", ""))
        changed = change_status(ticket, actor=self.actor, to=to, expected_version=read_version(form))
        label = to.label if isinstance(to, CustomStatus) else STATUSES[changed.status].lower()
        return f"{ticket.reference} is now {label}."


class ChangePriority(Change):
    """The last word counts."""

    def change(self, ticket: Ticket, form: QueryDict) -> str:
        """Set it."""
        changed = change_priority(ticket, actor=self.actor, to=form.get("priority", ""))
        return f"The priority is now {PRIORITIES[changed.priority].lower()}."


class ChangeAssignee(Change):
    """The last word counts."""

    def change(self, ticket: Ticket, form: QueryDict) -> str:
        """Give it to somebody, to oneself, or to nobody."""
        to = find_assignee(self.actor, form.get("assignee", ""))
        assign_ticket(ticket, actor=self.actor, to=to)
        if to is None:
            return "Nobody is assigned now."
        return "It is yours now." if to.pk == self.actor.id else f"{to.user.name} takes care of it now."


class ChangeTags(Change):
    """Replaces all tags, so it is held against the version: a colleague's new tag must not vanish."""

    def change(self, ticket: Ticket, form: QueryDict) -> str:
        """Set them, from one line with commas."""
        tags = [tag.strip() for tag in SEPARATOR.split(form.get("tags", "")) if tag.strip()]
        known = read_offers(self.actor).nouns.spelled(tags)
        change_tags(ticket, actor=self.actor, to=known, expected_version=read_version(form))
        return "The tags are saved."


class ChangeSubject(Change):
    """Held against the version, like every text that replaces another."""

    def change(self, ticket: Ticket, form: QueryDict) -> str:
        """Call it something else."""
        change_subject(ticket, actor=self.actor, to=form.get("subject", ""), expected_version=read_version(form))
        return "The subject is saved."
