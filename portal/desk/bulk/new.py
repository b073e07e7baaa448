"""Choose a change for many tickets, look at what it would do, start it."""

import uuid
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from helpdesk.http.keyset import Position, decode
from helpdesk.lib.errors import HelpdeskError, Invalid
from portal.desk.bulk.chosen import read_changes, typed_changes
from portal.desk.bulk.selection import Selection, read_selection
from portal.desk.bulk.words import words_for
from portal.desk.page import DeskPage
from portal.desk.reads import Offers, read_offers
from portal.errors import message_for, status_of
from portal.redirect import SeeOther
from portal.words import PRIORITIES
from tickets.actions import start_bulk_change
from tickets.actions.start_bulk_change import MOST
from tickets.bulk.rehearsal import rehearse
from tickets.models import Ticket

PAGE_SIZE = 25


class NewBulk(DeskPage):
    """The choices, below them the tickets as they would become, and the button that starts it.

    Addresses carry everything, so that a page of the preview is a link.
    """

    def get(self, request: HttpRequest, workspace: str) -> HttpResponse:
        """The choices, and the preview once something is chosen."""
        return self.show(request, request.GET)

    def post(self, request: HttpRequest, workspace: str) -> HttpResponse:
        """Start it and show how far it is."""
        selection = read_selection(self.actor, request.POST)
        changes = read_changes(request.POST, actor=self.actor, nouns=read_offers(self.actor).nouns)
        change = start_bulk_change(selection.tickets, actor=self.actor, changes=changes, query=selection.words)
        self.made = change.pk
        return self.done_before(request, change.pk)

    def done_before(self, request: HttpRequest, made: uuid.UUID, **kwargs: Any) -> HttpResponse:
        """To its page."""
        return SeeOther(reverse("desk-bulk-change", args=[self.workspace.slug, made]))

    def refused(self, request: HttpRequest, error: HelpdeskError, **kwargs: Any) -> HttpResponse:
        """The page again with the reason."""
        return self.show(request, request.POST, error)

    def show(self, request: HttpRequest, asked: QueryDict, problem: HelpdeskError | None = None) -> HttpResponse:
        """The page of what is asked for."""
        offers = read_offers(self.actor)
        shown: dict[str, Any] = {"selection": None, "number": 0, "rows": None, "more": ""}
        try:
            selection = read_selection(self.actor, asked)
            shown |= {"selection": selection, "number": selection.count(MOST)}
            if any(value.strip() for value in typed_changes(asked).values()):
                shown |= self.preview(selection, asked, offers)
        except Invalid as error:
            problem = problem or error
        context = self.context(
            **shown,
            most=MOST,
            back="?" + urlencode({"q": asked.get("words", "")}) if asked.get("words") else "",
            typed=typed_changes(asked),
            statuses=offers.nouns.status_choices(),
            queues=offers.nouns.queue_choices(),
            members=offers.members,
            priorities=PRIORITIES.items(),
            problem=message_for(problem) if problem else None,
        )
        return render(request, "desk/bulk_new.html", context, status=status_of(problem) if problem else 200)

    def preview(self, selection: Selection, asked: QueryDict, offers: Offers) -> dict[str, Any]:
        """A page of the tickets as they would become."""
        changes = read_changes(asked, actor=self.actor, nouns=offers.nouns)
        cursor = asked.get("cursor", "")
        found = selection.page(self.actor, decode(cursor) if cursor else None, limit=PAGE_SIZE + 1)
        outcomes = rehearse(found[:PAGE_SIZE], actor=self.actor, changes=changes)
        values = [values for one in outcomes.values() for values in (one.before, one.after)]
        words = words_for(self.workspace, offers.nouns, values)
        rows = [
            {
                "ticket": ticket,
                "state": outcomes[ticket.pk].state,
                "problem": outcomes[ticket.pk].problem,
                "lines": words.lines(outcomes[ticket.pk].before, outcomes[ticket.pk].after),
            }
            for ticket in found[:PAGE_SIZE]
        ]
        address = [*selection.fields, *((name, value) for name, value in typed_changes(asked).items() if value)]
        return {
            "rows": rows,
            "cursor": cursor,
            "first": "?" + urlencode(address),
            "more": "?" + urlencode([*address, ("cursor", behind(found))]) if len(found) > PAGE_SIZE else "",
        }


def behind(found: list[Ticket]) -> str:
    """The cursor of the next page."""
    last = found[PAGE_SIZE - 1]
    return Position(last.created_at, last.pk).encode()
