"""The list of tickets."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from helpdesk.http.keyset import Position, after, decode
from helpdesk.lib.errors import Invalid
from portal.desk.filters import Filters, chosen_tickets, number_in, read_filters
from portal.desk.finding import assignable_choices
from portal.desk.page import DeskPage
from portal.desk.views import BY_WORD
from portal.errors import message_for, status_of
from portal.redirect import SeeOther, go_to
from portal.words import PRIORITIES, STATUSES
from tickets.models import Ticket

PAGE_SIZE = 30
COLUMNS = (
    "id", "number", "subject", "status", "priority", "tags", "created_at", "waiting_since", "last_message",
    "last_message_at", "last_message_kind", "requester__name", "requester__email", "assignee__user__name",
)  # fmt: skip


class Start(DeskPage):
    """The desk's own address."""

    def get(self, request: HttpRequest, workspace: str) -> HttpResponse:
        """On to the list."""
        return SeeOther(reverse("desk-tickets", args=[workspace]))


class TicketList(DeskPage):
    """Tickets newest first, a page at a time, by position: no counts, no offsets."""

    def get(self, request: HttpRequest, workspace: str) -> HttpResponse:
        """A page of the list; a number typed into the search box opens its ticket instead."""
        try:
            filters = read_filters(request.GET)
            position = decode(filters.cursor) if filters.cursor else None
        except Invalid as error:
            return self.show(request, Filters(view=BY_WORD["open"]), [], problem=error)
        jump = self.ticket_numbered(filters.q)
        if jump is not None:
            return go_to(request, reverse("desk-ticket", args=[workspace, jump.reference]))
        found = after(chosen_tickets(self.actor, filters), position).newest_first().values(*COLUMNS)[: PAGE_SIZE + 1]
        return self.show(request, filters, list(found))

    def ticket_numbered(self, words: str) -> Ticket | None:
        """The ticket whose number was typed, if there is one."""
        number = number_in(words)
        if number is None:
            return None
        found: Ticket | None = (
            self.workspace.tickets.visible_to(self.actor).filter(number=number).only("number").first()
        )
        return found

    def show(
        self, request: HttpRequest, filters: Filters, rows: list[dict[str, Any]], problem: Invalid | None = None
    ) -> HttpResponse:
        """The page of these rows; the row too many only says that there are more."""
        shown = rows[:PAGE_SIZE]
        more = filters.address(cursor=position_behind(shown[-1])) if len(rows) > PAGE_SIZE else ""
        context = self.context(
            filters=filters,
            rows=[as_shown(row) for row in shown],
            more=more,
            first=filters.address(cursor=""),
            members=assignable_choices(self.workspace),
            statuses=STATUSES.items(),
            priorities=PRIORITIES.items(),
            problem=message_for(problem) if problem else None,
        )
        return render(request, "desk/list.html", context, status=status_of(problem) if problem else 200)


def as_shown(row: dict[str, Any]) -> dict[str, Any]:
    """A row with what the template needs."""
    return row | {
        "reference": Ticket(number=row["number"]).reference,
        "who": row["requester__name"] or row["requester__email"],
        "is_ours": row["last_message_kind"] == "agent",
    }


def position_behind(row: dict[str, Any]) -> str:
    """The cursor of the page that starts after this row."""
    return Position(row["created_at"], row["id"]).encode()
