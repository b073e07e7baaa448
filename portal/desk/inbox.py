"""The inbox: what concerns the member who asks, unread first."""

import uuid
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.db.models.functions import Left
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from helpdesk.http.keyset import Position, after, decode
from helpdesk.lib.errors import Invalid, NotFound
from helpdesk.lib.text import preview_of
from portal.desk.finding import find_ticket, reference_of
from portal.desk.page import DeskPage
from portal.redirect import SeeOther, is_partial
from tickets.actions import read_all_notices, read_notice, read_ticket_notices
from tickets.models import Notice
from tickets.notices.inbox import inbox_of, own_notices
from tickets.notices.words import sentence

PAGE_SIZE = 30
PREVIEW = 160
NEW, EARLIER = "new", "earlier"
COLUMNS = (
    "id", "kind", "who", "created_at", "read_at", "ticket_id", "ticket__number", "ticket__subject",
    "comment_id", "comment__ticket_id", "comment__is_internal",
)  # fmt: skip


class Inbox(DeskPage):
    """Two lists, each newest first and paged by position: the new, and what was read before."""

    def get(self, request: HttpRequest, workspace: str) -> HttpResponse:
        """Both lists, or further back in one of them."""
        part, position = request.GET.get("part", ""), None
        if part:
            if part not in {NEW, EARLIER}:
                raise Invalid("There is no such list", code="choice", field="part", hint=f"Use {NEW} or {EARLIER}")
            position = decode(request.GET.get("cursor", ""))
        notices = inbox_of(self.actor)
        context = self.context(
            here="inbox",
            part=part,
            new=page_of(notices.filter(read_at=None), position) if part != EARLIER else None,
            earlier=page_of(notices.filter(read_at__isnull=False), position) if part != NEW else None,
        )
        return render(request, "desk/inbox.html", context)


class ReadNotice(DeskPage):
    """One is read."""

    def post(self, request: HttpRequest, workspace: str, notice: uuid.UUID) -> HttpResponse:
        """Mark it, and stay."""
        read_notice(self.own(notice), actor=self.actor)
        return SeeOther(reverse("desk-inbox", args=[workspace]))

    def own(self, notice: uuid.UUID) -> Notice:
        """The notice of an address. Raises NotFound."""
        found = own_notices(self.actor).filter(pk=notice).first()
        if found is None:
            raise NotFound("page")
        return found


class ReadAllNotices(ReadNotice):
    """Everything that the page showed, and whatever is older, is read."""

    def post(self, request: HttpRequest, workspace: str, notice: uuid.UUID) -> HttpResponse:
        """Mark it all, and say so."""
        read_all_notices(self.own(notice), actor=self.actor)
        messages.success(request, _("Everything is read."))
        return SeeOther(reverse("desk-inbox", args=[workspace]))


class ReadTicketNotices(DeskPage):
    """Whoever opened a ticket knows what the inbox says about it. A form on its page that scripts send by themselves,
    because a GET changes nothing."""

    def post(self, request: HttpRequest, workspace: str, reference: str) -> HttpResponse:
        """Mark them; a script gets the new number beside the inbox."""
        ticket = find_ticket(self.actor, reference)
        read_ticket_notices(ticket, actor=self.actor)
        if not is_partial(request):
            return SeeOther(reverse("desk-ticket", args=[workspace, ticket.reference]))
        return render(request, "desk/unread_read.html", self.context(unread=self.frame.unread))


def page_of(notices: QuerySet[Notice], position: Position | None) -> dict[str, Any]:
    """A page of notices, and the cursor of the next one, empty on the last."""
    found = after(notices, position).order_by("-created_at", "-id").annotate(words=Left("comment__body", 4 * PREVIEW))
    rows = list(found.values(*COLUMNS, "words")[: PAGE_SIZE + 1])
    shown = rows[:PAGE_SIZE]
    more = Position(shown[-1]["created_at"], shown[-1]["id"]).encode() if len(rows) > PAGE_SIZE else ""
    return {"rows": [as_shown(row) for row in shown], "more": more}


def as_shown(row: dict[str, Any]) -> dict[str, Any]:
    """A row with what the template needs. A comment that went to another ticket may not be seen by everybody who sees
    this one."""
    is_here = row["comment__ticket_id"] == row["ticket_id"]
    return row | {
        "reference": reference_of(row["ticket__number"]),
        "sentence": sentence(row["kind"], row["who"], is_internal=bool(row["comment__is_internal"])),
        "preview": preview_of(row["words"], PREVIEW) if is_here else "",
        "anchor": f"#message-{row['comment_id']}" if is_here else "",
    }
