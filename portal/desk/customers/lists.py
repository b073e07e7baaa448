"""The lists of customers and of organisations."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from helpdesk.http.keyset import Position, after, decode
from helpdesk.lib.errors import Invalid
from portal.desk.customers.finding import MOST, customers_starting, organisations_starting
from portal.desk.customers.page import PeoplePage, typed_in

PAGE_SIZE = 50


class CustomerList(PeoplePage):
    """Newest first, a page at a time; with something typed, whoever begins like it."""

    def get(self, request: HttpRequest, workspace: str) -> HttpResponse:
        """A page of the list."""
        return self.listed(request, "customers", self.workspace.customers.select_related("organisation"))

    def listed(self, request: HttpRequest, template: str, rows: QuerySet[Any]) -> HttpResponse:
        """The page that the address asks for."""
        try:
            text, cursor = typed_in(request.GET), request.GET.get("cursor", "")
            position = decode(cursor) if cursor else None
        except Invalid as error:
            return self.render(request, template, rows=[], typed="", cursor="", more="", cut=False, problem=error)
        if text:
            found = self.starting(text)
            return self.render(
                request, template, rows=found[:MOST], typed=text, cursor="", more="", cut=len(found) > MOST
            )
        page = list(after(rows, position).order_by("-created_at", "-id")[: PAGE_SIZE + 1])
        last = page[PAGE_SIZE - 1] if len(page) > PAGE_SIZE else None
        more = Position(last.created_at, last.pk).encode() if last else ""
        return self.render(request, template, rows=page[:PAGE_SIZE], typed="", cursor=cursor, more=more, cut=False)

    def starting(self, text: str) -> list[Any]:
        """Who begins like this."""
        return customers_starting(self.workspace, text)


class OrganisationList(CustomerList):
    """The same for organisations."""

    def get(self, request: HttpRequest, workspace: str) -> HttpResponse:
        """A page of the list."""
        return self.listed(request, "organisations", self.workspace.organisations.all())

    def starting(self, text: str) -> list[Any]:
        """Which begin like this."""
        return organisations_starting(self.workspace, text)
