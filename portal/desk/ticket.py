"""The ticket page, and what shows it again when something on it was not taken."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from helpdesk.accounts.scopes import CUSTOMERS_WRITE, TICKETS_WRITE
from helpdesk.lib.errors import HelpdeskError, Stale
from portal.desk.clock import zone_of_member
from portal.desk.draft import THEN, Draft, as_draft
from portal.desk.files import listed
from portal.desk.finding import number_of, reference_of
from portal.desk.page import DeskPage
from portal.desk.reads import Sheet, read_sheet
from portal.desk.stale import what_changed
from portal.desk.thread import thread_of
from portal.desk.workflow import workflow_context
from portal.errors import message_for, status_of
from portal.files.attached import FilesField
from portal.files.listed import by_comment
from portal.words import PRIORITIES
from tickets.status import DONE


class TicketView(DeskPage):
    """Everything about one ticket; the small forms on it are pages of their own that end up here again."""

    def show(
        self,
        request: HttpRequest,
        reference: str,
        *,
        draft: Draft | None = None,
        problem: HelpdeskError | None = None,
        typed: Mapping[str, str] | None = None,
    ) -> HttpResponse:
        """The page. ``draft`` and ``typed`` are what was written and not taken, ``problem`` is why."""
        new_since = first_change(problem) if isinstance(problem, Stale) else None
        changes = what_changed(problem) if isinstance(problem, Stale) else []
        sheet = read_sheet(self.actor, number_of(reference))
        self.frame = sheet.frame
        ticket, faces = sheet.ticket, sheet.frame.faces
        files = by_comment(listed(self.workspace.slug, sheet.files))
        thread = thread_of(ticket, sheet.comments, new_since, sheet.beside.became, faces, files)
        context = self.context(
            ticket=ticket,
            feedback=sheet.feedback,
            thread=thread,
            has_new=any(message.is_new for message in thread),
            is_done=ticket.status in DONE,
            members=with_assignee(sheet),
            mails=sheet.mails,
            others=[row | {"reference": reference_of(row["number"])} for row in sheet.others],
            ticket_at=reverse("desk-ticket", args=[self.workspace.slug, ticket.reference]),
            may_split=self.actor.may(TICKETS_WRITE) and ticket.merged_into_id is None,
            may_block=self.actor.may(CUSTOMERS_WRITE),
            beside=sheet.beside,
            is_watched=sheet.beside.is_watched_by(self.member.pk),
            zone=zone_of_member(self.member),
            draft=draft or begun(sheet, request.GET.get("draft", "")),
            own=sheet.own,
            files_rule=FilesField(),
            is_answer=draft is not None,
            then=THEN.items(),
            priorities=PRIORITIES.items(),
            problem=worded(problem, changes) if problem else None,
            wrong=problem.field if problem else "",
            changes=changes,
            typed=typed or {},
            replaced=(typed or {}).get("replaced", ""),
            **workflow_context(ticket, sheet.nouns, typed=request.POST, problem=problem),
        )
        return render(request, "desk/ticket.html", context, status=status_of(problem) if problem else 200)


class TicketPage(TicketView):
    """Read a ticket."""

    def get(self, request: HttpRequest, workspace: str, reference: str) -> HttpResponse:
        """The page as it is now."""
        return self.show(request, reference)


def begun(sheet: Sheet, mode: str) -> Draft:
    """The draft that waits in the composer, or an empty one."""
    kept = sheet.own.draft(mode)
    return as_draft(kept, sheet.ticket.version) if kept else Draft()


def with_assignee(sheet: Sheet) -> list[tuple[str, str]]:
    """Who may be chosen as assignee, with whoever it is now even when they left."""
    now = sheet.ticket.assignee
    if now is None or str(now.pk) in dict(sheet.members):
        return sheet.members
    return [*sheet.members, (str(now.pk), now.user.name)]


def worded(problem: HelpdeskError, changes: list[str]) -> dict[str, Any]:
    """The problem for the page; one about an old version says what came in since."""
    found = message_for(problem)
    if changes:
        found["hint"] = f"{', '.join(changes).capitalize()}. Have a look, then do it again"
    return found


def first_change(stale: Stale) -> datetime.datetime | None:
    """When the first thing happened that the writer had not seen."""
    return datetime.datetime.fromisoformat(stale.changed[0]["at"]) if stale.changed else None
