"""Copies of data: asked for, waited for, fetched."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from helpdesk.accounts.scopes import SETTINGS_DATA
from helpdesk.lib.errors import Conflict, HelpdeskError
from portal.desk.customers.page import PeoplePage
from portal.errors import error_page
from portal.redirect import SeeOther
from tickets.actions import export_tickets, fetch_export, remove_export, request_export
from tickets.exports.files import path_of
from tickets.exports.rights import NEEDED
from tickets.models import Export

SHOWN = 30


class CopiesPage(PeoplePage):
    """Open to whoever may have any kind of copy; the verb looks at the right to this very kind."""

    def admits(self, method: str) -> bool:
        """Whether there is anything to be had here."""
        return any(self.actor.may(scope) for scopes in NEEDED.values() for scope in scopes)


class Exports(CopiesPage):
    """One's own, newest first; who else made some is nobody's business but the audit log's."""

    def get(self, request: HttpRequest, workspace: str) -> HttpResponse:
        """The page."""
        mine = self.workspace.exports.filter(member=self.member).select_related("customer")
        found = list(mine.order_by("-created_at", "-id")[:SHOWN])
        context = self.context(
            exports=found,
            may_copy_all=self.actor.may(SETTINGS_DATA),
            is_waiting=any(one.state == Export.State.RUNNING for one in found),
        )
        return render(request, "desk/customers/exports.html", context)


class Request(CopiesPage):
    """What every form that asks for a copy does afterwards."""

    def asked(self, request: HttpRequest, **what: Any) -> HttpResponse:
        """Ask for it, and go where it will be."""
        request_export(actor=self.actor, **what)
        messages.success(request, _("The copy is being made. You find it here when it is ready."))
        return SeeOther(reverse("desk-exports", args=[self.workspace.slug]))


class ExportWorkspace(Request):
    """All data of the workspace."""

    def post(self, request: HttpRequest, workspace: str) -> HttpResponse:
        """Ask for it."""
        return self.asked(request, kind=Export.Kind.WORKSPACE)


class ExportCustomer(Request):
    """All data of one person."""

    def post(self, request: HttpRequest, workspace: str, customer: uuid.UUID) -> HttpResponse:
        """Ask for it."""
        return self.asked(request, kind=Export.Kind.PERSON, customer=self.find_customer(customer))


class ExportTickets(PeoplePage):
    """The tickets of a list as a table."""

    def post(self, request: HttpRequest, workspace: str) -> HttpResponseBase:
        """At once where they are few; otherwise it is made meanwhile."""
        found = export_tickets(actor=self.actor, query=request.POST.get("q", ""))
        if isinstance(found, Export):
            messages.success(request, _("That is a long list. You find the table here when it is ready."))
            return SeeOther(reverse("desk-exports", args=[workspace]))
        answer = StreamingHttpResponse((line.encode() for line in found), content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="{workspace}-tickets-{timezone.now():%Y-%m-%d}.csv"'
        return answer

    def refused(self, request: HttpRequest, error: HelpdeskError, **kwargs: Any) -> HttpResponse:
        """A search that means nothing was no button of ours."""
        return error_page(request, error)


class FetchExport(CopiesPage):
    """The button that fetches; a button, because each time is written down."""

    def post(self, request: HttpRequest, workspace: str, export: uuid.UUID) -> HttpResponseBase:
        """The file."""
        found = fetch_export(export, actor=self.actor)
        ending = "csv" if found.kind == Export.Kind.TICKETS else "zip"
        name = f"{workspace}-{found.kind}-{found.created_at:%Y-%m-%d}.{ending}"
        try:
            file = path_of(found.file).open("rb")
        except FileNotFoundError as error:
            raise Conflict(_("The file is not on this host"), hint=_("Make the copy again.")) from error
        kind = "text/csv" if ending == "csv" else "application/zip"
        return FileResponse(file, as_attachment=True, filename=name, content_type=kind)


class RemoveExport(CopiesPage):
    """The button that takes one away before its time."""

    def post(self, request: HttpRequest, workspace: str, export: uuid.UUID) -> HttpResponse:
        """Delete it."""
        remove_export(export, actor=self.actor)
        messages.success(request, _("The copy is deleted."))
        return SeeOther(reverse("desk-exports", args=[workspace]))
