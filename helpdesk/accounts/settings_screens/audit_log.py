"""The audit log: found, read, taken away as CSV; never changed."""

import csv
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import orjson
from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from helpdesk.accounts.actions.export_audit_log import export_audit_log
from helpdesk.accounts.audit_search import matching, recent_actions
from helpdesk.accounts.models import AuditEntry
from helpdesk.accounts.scopes import AUDIT_READ
from helpdesk.accounts.settings_screens.forms import DayField
from helpdesk.accounts.settings_screens.paging import page_of
from helpdesk.accounts.site import FormScreen, PlainForm, Section, site, visit_of
from helpdesk.lib.cells import safe_cell
from helpdesk.lib.errors import MethodNotAllowed, NotFound

ORDER = ("created_at", "pk")
COLUMNS = (
    "created_at", "action", "actor_kind", "actor_id", "actor_name", "subject_kind", "subject_id", "subject_name",
    "address", "before", "after",
)  # fmt: skip


class AuditFilters(PlainForm):
    """What to look for; every field may stay empty."""

    q = forms.CharField(label=_("Words"), max_length=200, required=False)
    action = forms.CharField(label=_("Action"), max_length=64, required=False)
    who = forms.CharField(label=_("Who"), max_length=120, required=False)
    subject = forms.CharField(label=_("What or whom"), max_length=254, required=False)
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("To"), required=False)

    def narrow(self) -> None:
        """Offer the actions there are."""
        self.fields["action"].widget.attrs["list"] = "actions"


@site.screen
class AuditLogScreen(FormScreen):
    """Newest first, by position."""

    section, address, scope = Section.DATA, "audit", AUDIT_READ
    title = _("Audit log")
    description = _("Who changed what about this workspace, when and from where. Nobody can edit it.")
    form = AuditFilters

    def get_urls(self) -> list[URLPattern]:
        """The list, the export, one entry."""
        guard = self.site.admin_view
        return [
            path("", guard(self.page), name=self.home_name),
            path("export", guard(self.export), name="audit-export"),
            path("<uuid:entry>/", guard(self.entry), name="audit-entry"),
        ]

    def page(self, request: HttpRequest) -> HttpResponse:
        """One page of what was found. Raises Invalid."""
        visit = visit_of(request)
        form = self.form(request.GET, visit=visit)
        rows: list[AuditEntry] = []
        more = ""
        if form.is_valid():
            found = matching(visit.workspace, form.cleaned_data)
            rows, more = page_of(found, request.GET.get("cursor", ""), order=ORDER, newest_first=True)
        query = {name: request.GET[name] for name in self.form.base_fields if request.GET.get(name)}
        context = {
            **self.site.each_context(request),
            "screen": self,
            "title": self.title,
            "form": form,
            "entries": [{"row": row, "address": reverse("admin:audit-entry", args=[row.pk])} for row in rows],
            "actions": recent_actions(visit.workspace),
            "query": query,
            "first": "?" + urlencode(query),
            "is_later": bool(request.GET.get("cursor")),
            "more": "?" + urlencode(query | {"cursor": more}) if more else "",
        }
        return TemplateResponse(request, "admin/audit/list.html", context, status=200 if form.is_valid() else 422)

    def entry(self, request: HttpRequest, entry: Any) -> HttpResponse:
        """One entry with before and after side by side. Raises NotFound."""
        visit = visit_of(request)
        row = visit.workspace.audit_entries.filter(pk=entry).first()
        if row is None:
            raise NotFound("page")
        names = dict.fromkeys([*row.before, *row.after])
        changes = [
            {
                "name": capfirst(name.replace("_", " ")),
                "before": shown(row.before, name),
                "after": shown(row.after, name),
            }
            for name in names
        ]
        context = {
            **self.site.each_context(request),
            "screen": self,
            "title": row.action,
            "row": row,
            "changes": changes,
        }
        return TemplateResponse(request, "admin/audit/entry.html", context)

    def export(self, request: HttpRequest) -> HttpResponseBase:
        """What was found as CSV, read and sent a page at a time. Raises MethodNotAllowed: it writes an entry itself."""
        visit = visit_of(request)
        if request.method != "POST":
            raise MethodNotAllowed(["POST"])
        form = self.form(request.POST, visit=visit)
        if not form.is_valid():
            raise NotFound("page")
        export_audit_log(actor=visit.actor, filters={k: str(v) for k, v in form.cleaned_data.items() if v})
        response = StreamingHttpResponse(
            lines(visit.workspace, form.cleaned_data), content_type="text/csv; charset=utf-8"
        )
        response["Content-Disposition"] = f'attachment; filename="audit-{visit.workspace.slug}.csv"'
        return response


def shown(values: dict[str, Any], name: str) -> str:
    """A value as people read it; an empty text where there was none."""
    value = values.get(name)
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return ", ".join(value)
    return orjson.dumps(value, option=orjson.OPT_INDENT_2).decode()


class Line:
    """A file for the writer of CSV that hands each line on."""

    def write(self, text: str) -> str:
        """The line itself."""
        return text


def lines(workspace: Any, wanted: dict[str, Any]) -> Iterator[str]:
    """The export, line by line."""
    writer = csv.writer(Line())
    yield writer.writerow(COLUMNS)
    cursor = ""
    while True:
        rows, cursor = page_of(matching(workspace, wanted), cursor, order=ORDER, newest_first=True)
        for row in rows:
            yield writer.writerow([safe_cell(cell(row, name)) for name in COLUMNS])
        if not cursor:
            return


def cell(row: AuditEntry, name: str) -> object:
    """A value of an entry as one text."""
    value = getattr(row, name)
    if name == "created_at":
        return value.isoformat(timespec="seconds")
    return orjson.dumps(value).decode() if isinstance(value, dict) else value
