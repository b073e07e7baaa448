"""The list of tickets."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from helpdesk.accounts.scopes import CONFIGURING, TICKETS_BULK, TICKETS_EXPORT
from helpdesk.http.keyset import Position, decode
from helpdesk.lib.errors import Invalid
from portal.desk.filters import Filters, number_in, read_filters, typed_filters
from portal.desk.finding import reference_of
from portal.desk.nouns import Nouns
from portal.desk.page import DeskPage
from portal.desk.reads import read_offers, read_page
from portal.desk.views import View
from portal.errors import message_for, status_of
from portal.redirect import SeeOther, go_to
from portal.words import PRIORITIES
from tickets.models import Ticket
from tickets.query.filters import KINDS

PAGE_SIZE = 30
CHIPS = 2  # tags shown in a row; the rest is a number


class Start(DeskPage):
    """The desk's own address."""

    def get(self, request: HttpRequest, workspace: str) -> HttpResponse:
        """On to the list."""
        return SeeOther(reverse("desk-tickets", args=[workspace]))


class TicketList(DeskPage):
    """Tickets newest first, a page at a time, by position: no counts, no offsets."""

    def get(self, request: HttpRequest, workspace: str) -> HttpResponse:
        """A page of the list; a number typed into the search box opens its ticket instead."""
        saved = self.saved_view(request.GET)
        try:
            filters = read_filters(request.GET, saved)
            jump = self.ticket_numbered(filters.q)
            if jump is not None:
                return go_to(request, reverse("desk-ticket", args=[workspace, jump.reference]))
            position = decode(filters.cursor) if filters.cursor else None
            rows = read_page(self.actor, filters, position, limit=PAGE_SIZE + 1)
        except Invalid as error:
            return self.show(request, typed_filters(request.GET, saved), [], problem=error)
        return self.show(request, filters, rows)

    def saved_view(self, query: QueryDict) -> View | None:
        """The list that somebody kept whose id is the view in an address; words typed look beyond it."""
        kept = {str(row["id"]): row for row in self.saved_views}
        row = kept.get(query.get("view", "")) if not query.get("q", "").strip() else None
        return None if row is None else as_view(row)

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
        shown, offers = rows[:PAGE_SIZE], read_offers(self.actor)
        more = filters.address(cursor=position_behind(shown[-1])) if len(rows) > PAGE_SIZE else ""
        context = self.context(
            filters=filters,
            may_export=self.actor.may(TICKETS_EXPORT),
            rows=[as_shown(row, offers.nouns, self.frame.faces) for row in shown],
            more=more,
            first=filters.address(cursor=""),
            members=offers.members,
            queues=offers.nouns.queue_names(),
            statuses=offers.nouns.status_names(),
            priorities=PRIORITIES.items(),
            **self.keeping(filters, problem),
            help=search_help(get_language()),
            may_bulk=self.actor.may(TICKETS_BULK),
            submit_at="" if rows or problem else self.first_steps(),
            words="" if problem else filters.words,
            problem=message_for(problem) if problem else None,
        )
        return render(request, "desk/list.html", context, status=status_of(problem) if problem else 200)

    def first_steps(self) -> str:
        """Where customers ask: for somebody who sets up a workspace that has no ticket yet, else nothing."""
        if self.actor.scopes.isdisjoint(CONFIGURING) or self.workspace.tickets.visible_to(self.actor).exists():
            return ""
        return settings.BASE_URL + reverse("portal-submit", args=[self.workspace.slug])

    def keeping(self, filters: Filters, problem: Invalid | None) -> dict[str, Any]:
        """What the page offers: to keep a list under a name, or to change a list that was kept."""
        if filters.narrowed:
            return {"keep": "" if problem else filters.words, "edit": ""}
        saved = any(str(row["id"]) == filters.view.word for row in self.saved_views)
        return {"keep": "", "edit": filters.view.word if saved else ""}


def as_view(row: dict[str, Any]) -> View:
    """A saved view as one of the lists."""
    return View(str(row["id"]), row["name"], "star", row["query"], _("No ticket fits this list at the moment."))


@lru_cache(maxsize=64)
def search_help(_language: str) -> str:
    """What can be typed into the search box; the same for everybody who reads a language."""
    kinds = [{"name": name, "about": kind.about, "examples": kind.examples} for name, kind in KINDS.items()]
    return render_to_string("desk/search_help.html", {"kinds": kinds})


def as_shown(row: dict[str, Any], nouns: Nouns, faces: Mapping[str, str]) -> dict[str, Any]:
    """A row with what the template needs."""
    return row | {
        "reference": reference_of(row["number"]),
        "who": row["requester__name"] or row["requester__email"],
        "is_ours": row["last_message_kind"] == "agent",
        "chips": nouns.chips(row["tags"][:CHIPS]),
        "more_tags": max(0, len(row["tags"]) - CHIPS),
        "face": faces.get(str(row["assignee_id"]), ""),
        "state": nouns.status_of(row["status"], row["custom_status_id"]),
        "queue": nouns.queues.get(row["queue_id"], "") if len(nouns.queues) > 1 else "",
    }


def position_behind(row: dict[str, Any]) -> str:
    """The cursor of the page that starts after this row."""
    return Position(row["created_at"], row["id"]).encode()
