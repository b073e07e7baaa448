"""The ticket page, and what shows it again when something on it was not taken."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from helpdesk.lib.errors import HelpdeskError, Stale
from portal.desk.draft import THEN, Draft
from portal.desk.finding import assignable_choices, find_ticket
from portal.desk.page import DeskPage
from portal.desk.stale import what_changed
from portal.desk.thread import thread_of
from portal.errors import message_for, status_of
from portal.words import PRIORITIES, STATUSES
from tickets.models import Ticket
from tickets.status import DONE

OTHERS_SHOWN = 5
MAIL_COLUMNS = ("kind", "to", "cc", "state", "error", "queued_at", "sent_at")


class TicketView(DeskPage):
    """Everything about one ticket; the small forms on it are pages of their own that end up here again."""

    def show(
        self,
        request: HttpRequest,
        ticket: Ticket,
        *,
        draft: Draft | None = None,
        problem: HelpdeskError | None = None,
        typed: Mapping[str, str] | None = None,
    ) -> HttpResponse:
        """The page. ``draft`` and ``typed`` are what was written and not taken, ``problem`` is why."""
        new_since = first_change(problem) if isinstance(problem, Stale) else None
        changes = what_changed(problem) if isinstance(problem, Stale) else []
        thread = thread_of(ticket, self.actor, new_since)
        context = self.context(
            ticket=ticket,
            thread=thread,
            has_new=any(message.is_new for message in thread),
            is_done=ticket.status in DONE,
            members=self.choices(ticket),
            mails=list(ticket.outbound_mail.order_by("queued_at", "id").values(*MAIL_COLUMNS)),
            others=self.others(ticket),
            draft=draft or Draft(),
            is_answer=draft is not None,
            then=THEN.items(),
            statuses=STATUSES.items(),
            priorities=PRIORITIES.items(),
            problem=worded(problem, changes) if problem else None,
            changes=changes,
            typed=typed or {},
        )
        return render(request, "desk/ticket.html", context, status=status_of(problem) if problem else 200)

    def choices(self, ticket: Ticket) -> list[dict[str, Any]]:
        """Who may be chosen as assignee, with whoever it is now even when they left."""
        members = assignable_choices(self.workspace)
        now = ticket.assignee
        if now is not None and str(now.pk) not in {member["id"] for member in members}:
            members.append({"id": str(now.pk), "name": now.user.name})
        return members

    def others(self, ticket: Ticket) -> list[dict[str, Any]]:
        """The customer's newest other tickets."""
        found = (
            self.workspace.tickets.visible_to(self.actor)
            .filter(requester=ticket.requester_id)
            .exclude(pk=ticket.pk)
            .newest_first()
            .values("number", "subject", "status", "created_at")[:OTHERS_SHOWN]
        )
        return [row | {"reference": Ticket(number=row["number"]).reference} for row in found]


class TicketPage(TicketView):
    """Read a ticket."""

    def get(self, request: HttpRequest, workspace: str, reference: str) -> HttpResponse:
        """The page as it is now."""
        return self.show(request, find_ticket(self.actor, reference))


def worded(problem: HelpdeskError, changes: list[str]) -> dict[str, Any]:
    """The problem for the page; one about an old version says what came in since."""
    found = message_for(problem)
    if changes:
        found["hint"] = f"{', '.join(changes).capitalize()}. Have a look, then do it again"
    return found


def first_change(stale: Stale) -> datetime.datetime | None:
    """When the first thing happened that the writer had not seen."""
    return datetime.datetime.fromisoformat(stale.changed[0]["at"]) if stale.changed else None
