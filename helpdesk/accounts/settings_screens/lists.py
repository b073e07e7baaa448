"""The list of a screen's rows."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from helpdesk.accounts.settings_screens.card import Card, Words
from helpdesk.accounts.settings_screens.cells import cells_of, heading
from helpdesk.accounts.settings_screens.narrowing import Narrowed
from helpdesk.accounts.settings_screens.paging import page_of
from helpdesk.lib.errors import Invalid
from helpdesk.lib.text import is_storable

MAX_SEARCH = 200


class ListPage(Card, Narrowed):
    """A page at a time, by position. ``order`` ends in ``pk``, and none of its columns is ever NULL."""

    order: ClassVar[tuple[str, ...]] = ("pk",)
    newest_first: ClassVar[bool] = False
    empty: ClassVar[Words] = _("Nothing here yet.")

    @property
    def home_name(self) -> str:
        """The list."""
        return self.url_name("changelist")

    def url_name(self, what: str) -> str:
        """Django's own names for the pages of a model."""
        return f"{self.opts.app_label}_{self.opts.model_name}_{what}"

    def address_of(self, row: models.Model, word: str = "") -> str:
        """The page of a row, or of an act on it."""
        name, more = ("act", [word]) if word else ("change", [])
        return reverse(f"admin:{self.url_name(name)}", args=[row.pk, *more])

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """One page of the list. Raises Invalid for a search or place that nobody could have been given."""
        words = request.GET.get("q", "").strip()
        if len(words) > MAX_SEARCH or not is_storable(words):
            raise Invalid("This cannot be searched for", field="q", hint=f"Use at most {MAX_SEARCH} characters")
        rows, more = page_of(
            self.found(request, words),
            request.GET.get("cursor", ""),
            order=self.order,
            newest_first=self.newest_first,
        )
        columns = tuple(str(name) for name in self.get_list_display(request))
        context = {
            **self.admin_site.each_context(request),
            "screen": self,
            "title": self.title,
            "headings": [heading(name, self) for name in columns],
            "rows": [{"address": self.address_of(row), "cells": cells_of(row, columns, self)} for row in rows],
            "words": words,
            "is_later": bool(request.GET.get("cursor")),
            "more": "?" + urlencode({"q": words, "cursor": more} if words else {"cursor": more}) if more else "",
            "add": reverse(f"admin:{self.url_name('add')}") if self.has_add_permission(request) else "",
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/change_list.html", context)

    def found(self, request: HttpRequest, words: str) -> models.QuerySet[Any]:
        """The rows that hold the words searched for; without words all of them."""
        wanted = Q()
        for name in self.search_fields if words else ():
            wanted |= Q(**{f"{name}__icontains": words})
        return self.get_queryset(request).filter(wanted)
