"""Drafts: kept while somebody writes, listed for whoever began them, thrown away."""

import datetime
from typing import Any

from django.contrib import messages
from django.db.models import F
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from helpdesk.http.keyset import Position, after, decode
from helpdesk.lib.errors import HelpdeskError
from helpdesk.lib.text import preview_of
from portal.desk.draft import as_draft, mark_of, read_draft, read_version
from portal.desk.finding import find_ticket, reference_of
from portal.desk.page import DeskPage
from portal.desk.ticket import TicketView
from portal.redirect import SeeOther
from tickets.actions import discard_draft, save_draft
from tickets.actions.save_draft import Saved, Shown

PAGE_SIZE = 30
COLUMNS = ("id", "mode", "body", "updated_at", "ticket__number", "ticket__subject")


class SaveDraft(TicketView):
    """The composer's text is kept: by a button, or by a script every few seconds, which wants no page back."""

    def post(self, request: HttpRequest, workspace: str, reference: str) -> HttpResponse:
        """Keep it; what another tab had written meanwhile is shown, so that no word is lost."""
        form = request.POST
        ticket = find_ticket(self.actor, reference)
        saved = save_draft(
            ticket,
            actor=self.actor,
            mode=form.get("mode", ""),
            body=form.get("body", "").replace("\r\n", "\n"),
            seen_version=read_version(form),
            shown=read_shown(form),
        )
        if wants_json(request):
            return JsonResponse({"mark": mark_of_saved(saved), "replaced": saved.replaced})
        if saved.replaced and saved.draft is not None:
            draft = as_draft(saved.draft, ticket.version)
            return self.show(request, reference, draft=draft, typed={"replaced": saved.replaced})
        messages.success(request, _("Your draft is saved.") if saved.draft else _("There is nothing to keep."))
        return SeeOther(reverse("desk-ticket", args=[workspace, ticket.reference]))

    def refused(self, request: HttpRequest, error: HelpdeskError, **kwargs: Any) -> HttpResponse:
        """The ticket with every word still in the composer."""
        return self.show(request, kwargs["reference"], draft=read_draft(request.POST), problem=error)


class DiscardDraft(DeskPage):
    """A draft is thrown away."""

    def post(self, request: HttpRequest, workspace: str, reference: str) -> HttpResponse:
        """Back to where the button was. A composer names the draft it shows, whatever was chosen in it since."""
        shown = read_shown(request.POST)
        mode = shown.mode if shown else request.POST.get("mode", "")
        discard_draft(find_ticket(self.actor, reference), actor=self.actor, mode=mode)
        messages.success(request, _("The draft is thrown away."))
        to_list = request.POST.get("from") == "list"
        address = reverse("desk-drafts", args=[workspace]) if to_list else ""
        return SeeOther(address or reverse("desk-ticket", args=[workspace, reference]))


class Drafts(DeskPage):
    """Everything the member has begun, the latest first."""

    def get(self, request: HttpRequest, workspace: str) -> HttpResponse:
        """A page of them."""
        cursor = request.GET.get("cursor", "")
        tickets = self.workspace.tickets.visible_to(self.actor)
        drafts = self.workspace.drafts.filter(member=self.actor.id, ticket__in=tickets)
        # Pages go by ``created_at``; of a draft it is the last change that counts.
        listed = after(drafts.annotate(created_at=F("updated_at")), decode(cursor) if cursor else None)
        rows = list(listed.order_by("-updated_at", "-id").values(*COLUMNS)[: PAGE_SIZE + 1])
        shown = rows[:PAGE_SIZE]
        more = Position(shown[-1]["updated_at"], shown[-1]["id"]).encode() if len(rows) > PAGE_SIZE else ""
        context = self.context(here="drafts", rows=[as_shown(row) for row in shown], more=more, cursor=cursor)
        return render(request, "desk/drafts.html", context)


def as_shown(row: dict[str, Any]) -> dict[str, Any]:
    """A row with what the template needs."""
    return row | {"reference": reference_of(row["ticket__number"]), "preview": preview_of(row["body"])}


def wants_json(request: HttpRequest) -> bool:
    """Whether a script asks."""
    return request.headers.get("Accept") == "application/json"


def mark_of_saved(saved: Saved) -> str:
    """What the composer sends next time."""
    return mark_of(saved.draft.mode, saved.draft.updated_at) if saved.draft else ""


def read_shown(form: QueryDict) -> Shown | None:
    """The kept draft that the composer showed; a mark we did not make is none."""
    mode, _blank, moment = form.get("draft", "").partition(" ")
    try:
        return Shown(mode, datetime.datetime.fromisoformat(moment))
    except ValueError:
        return None
