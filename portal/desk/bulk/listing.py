"""The changes of many tickets that a member has made."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from helpdesk.http.keyset import Position, after, decode
from helpdesk.lib.errors import Invalid
from portal.desk.bulk.words import STATES, words_for
from portal.desk.page import DeskPage
from portal.desk.reads import read_offers
from portal.errors import message_for, status_of
from tickets.models import BulkChange

PAGE_SIZE = 30


class BulkChanges(DeskPage):
    """The member's own, newest first."""

    def get(self, request: HttpRequest, workspace: str) -> HttpResponse:
        """A page of them."""
        try:
            cursor = request.GET.get("cursor", "")
            position = decode(cursor) if cursor else None
        except Invalid as error:
            return self.page(request, [], error)
        changes = after(self.workspace.bulk_changes.visible_to(self.actor), position).newest_first()
        return self.page(request, list(changes[: PAGE_SIZE + 1]))

    def page(self, request: HttpRequest, found: list[BulkChange], problem: Invalid | None = None) -> HttpResponse:
        """The page of these; the one too many only says that there are more."""
        shown = found[:PAGE_SIZE]
        words = words_for(self.workspace, read_offers(self.actor).nouns, [change.changes for change in shown])
        last = shown[-1] if len(found) > PAGE_SIZE else None
        context = self.context(
            changes=[
                {
                    "id": change.pk,
                    "asked": words.asked(change.changes),
                    "total": change.total,
                    "query": change.query,
                    "state": STATES[change.state],
                    "created_at": change.created_at,
                }
                for change in shown
            ],
            more="?" + urlencode({"cursor": Position(last.created_at, last.pk).encode()}) if last else "",
            problem=message_for(problem) if problem else None,
        )
        return render(request, "desk/bulk_changes.html", context, status=status_of(problem) if problem else 200)
