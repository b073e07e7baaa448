"""How far a change of many tickets is, and what became of each of them."""

import uuid
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from helpdesk.lib.errors import HelpdeskError, Invalid, NotFound
from portal.desk.bulk.words import STATES, Words, words_for
from portal.desk.finding import reference_of
from portal.desk.page import DeskPage
from portal.desk.reads import read_offers
from portal.errors import message_for, status_of
from portal.redirect import SeeOther
from tickets.actions import stop_bulk_change, undo_bulk_change
from tickets.models import BulkChange, BulkRow

PAGE_SIZE = 50


class BulkView(DeskPage):
    """What the pages about one change share."""

    def find(self, change: uuid.UUID) -> BulkChange:
        """The change in the address, if it is the member's. Raises NotFound."""
        changes = self.workspace.bulk_changes.visible_to(self.actor).select_related("undoes", "undo")
        found: BulkChange | None = changes.filter(pk=change).first()
        if found is None:
            raise NotFound("page")
        return found

    def show(self, request: HttpRequest, key: uuid.UUID, problem: HelpdeskError | None = None) -> HttpResponse:
        """Its page."""
        change, state, last = self.find(key), "", None
        try:
            state, last = state_in(request.GET.get("show", "")), row_in(request.GET.get("after", ""))
        except Invalid as error:
            problem = problem or error
        found = self.rows(change, state, last)
        nouns = read_offers(self.actor).nouns
        values = [change.changes, *(values for row in found for values in (row.before, row.after))]
        words = words_for(self.workspace, nouns, values)
        counts = dict(change.rows.values_list("state").annotate(Count("id")))
        context = self.context(
            change=change,
            asked=words.asked(change.changes),
            running=change.state == BulkChange.State.RUNNING,
            state=STATES[change.state],
            undo=getattr(change, "undo", None),
            done=change.total - counts.get(BulkRow.State.WAITING, 0),
            counts=[(word, STATES[word], counts.get(word, 0)) for word in BulkRow.State.values],
            may_undo=bool(counts.get(BulkRow.State.CHANGED)),
            shown=state,
            rows=self.as_shown(found[:PAGE_SIZE], words),
            again="?" + urlencode({"show": state}) if state else "?",
            more=after_row(state, found[PAGE_SIZE - 1]) if len(found) > PAGE_SIZE else "",
            problem=message_for(problem) if problem else None,
        )
        return render(request, "desk/bulk_change.html", context, status=status_of(problem) if problem else 200)

    def rows(self, change: BulkChange, state: str, last: uuid.UUID | None) -> list[BulkRow]:
        """A page of its rows and one more, in the order of the list it came from."""
        rows = change.rows.filter(state=state) if state else change.rows.all()
        return list((rows.filter(pk__gt=last) if last else rows).order_by("id")[: PAGE_SIZE + 1])

    def as_shown(self, rows: list[BulkRow], words: Words) -> list[dict[str, Any]]:
        """Rows for the page. Of a ticket that the member sees no more there is only what was done to it."""
        tickets = self.workspace.tickets.visible_to(self.actor).filter(pk__in=[row.ticket_id for row in rows])
        known = {
            pk: (reference_of(number), subject)
            for pk, number, subject in tickets.values_list("pk", "number", "subject")
        }
        return [
            {
                "reference": known.get(row.ticket_id, ("", ""))[0],
                "subject": known.get(row.ticket_id, ("", ""))[1],
                "state": row.state,
                "word": STATES[row.state],
                "problem": row.problem,
                "lines": words.lines(row.before, row.after),
            }
            for row in rows
        ]


class BulkChangePage(BulkView):
    """One change; while it runs, the page looks again by itself where scripts run."""

    def get(self, request: HttpRequest, workspace: str, change: uuid.UUID) -> HttpResponse:
        """How far it is."""
        return self.show(request, change)


class StopBulk(BulkView):
    """Leave the rest undone."""

    def post(self, request: HttpRequest, workspace: str, change: uuid.UUID) -> HttpResponse:
        """Stop it and show what is done."""
        stop_bulk_change(self.find(change), actor=self.actor)
        return SeeOther(reverse("desk-bulk-change", args=[workspace, change]))


class UndoBulk(BulkView):
    """Take it back as one."""

    def post(self, request: HttpRequest, workspace: str, change: uuid.UUID) -> HttpResponse:
        """Start the way back and show how far that is."""
        undo = undo_bulk_change(self.find(change), actor=self.actor)
        return SeeOther(reverse("desk-bulk-change", args=[workspace, undo.pk]))

    def refused(self, request: HttpRequest, error: HelpdeskError, **kwargs: Any) -> HttpResponse:
        """The page of the change with the reason."""
        return self.show(request, kwargs["change"], error)


def state_in(text: str) -> str:
    """The rows an address asks for, empty for all. Raises Invalid."""
    if text and text not in BulkRow.State.values:
        raise Invalid(_("There is no such choice"), code="choice", field="show")
    return text


def row_in(text: str) -> uuid.UUID | None:
    """The row behind which a page starts. Raises Invalid."""
    try:
        return uuid.UUID(text) if text else None
    except ValueError as error:
        raise Invalid(_("This page does not exist"), field="after") from error


def after_row(state: str, row: BulkRow) -> str:
    """The address of the next page."""
    return "?" + urlencode({"show": state, "after": str(row.pk)} if state else {"after": str(row.pk)})
