"""What the pages about customers share."""

import uuid
from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from helpdesk.accounts.models import Customer, Organisation
from helpdesk.accounts.scopes import CUSTOMERS_ERASE, CUSTOMERS_WRITE, TICKETS_READ
from helpdesk.lib.errors import HelpdeskError, Invalid, NotFound
from helpdesk.lib.text import is_storable
from portal.desk.page import DeskPage
from portal.errors import message_for, status_of
from tickets.exports.rights import NEEDED
from tickets.models import Export

MAX_TYPED = 254


class PeoplePage(DeskPage):
    """A page of customers and organisations."""

    def context(self, **more: Any) -> dict[str, Any]:
        """With where its links lead and what is offered."""
        slug = self.workspace.slug
        return super().context(
            **{
                "here": "customers",
                "organisations_at": reverse("desk-organisations", args=[slug]),
                "exports_at": reverse("desk-exports", args=[slug]),
                "may_change": self.actor.may(CUSTOMERS_WRITE),
                "may_erase": self.actor.may(CUSTOMERS_ERASE),
                "may_copy": any(self.actor.may(scope) for scope in NEEDED[Export.Kind.PERSON]),
                "may_fetch": any(self.actor.may(scope) for scopes in NEEDED.values() for scope in scopes),
                "may_read_tickets": self.actor.may(TICKETS_READ),
                **more,
            }
        )

    def render(
        self, request: HttpRequest, template: str, *, problem: HelpdeskError | None = None, **more: Any
    ) -> HttpResponse:
        """One of the pages; with a problem it says why something was not taken."""
        context = self.context(**more, problem=message_for(problem) if problem else None)
        status = status_of(problem) if problem else 200
        return render(request, f"desk/customers/{template}.html", context, status=status)

    def find_customer(self, key: uuid.UUID) -> Customer:
        """The customer of an address. Raises NotFound."""
        found: Customer | None = self.workspace.customers.select_related("organisation").filter(pk=key).first()
        if found is None:
            raise NotFound("page")
        found.workspace = self.workspace
        return found

    def find_organisation(self, key: uuid.UUID) -> Organisation:
        """The organisation of an address. Raises NotFound."""
        found: Organisation | None = self.workspace.organisations.filter(pk=key).first()
        if found is None:
            raise NotFound("page")
        return found

    def organisation_named(self, text: str) -> Organisation | None:
        """The organisation a form names, None for an empty field. Raises Invalid."""
        name = text.strip()
        if not name:
            return None
        found: Organisation | None = self.workspace.organisations.filter(name__iexact=name).first()
        if found is None:
            raise Invalid(
                "There is no such organisation", field="organisation", hint="Choose one from the list, or make it first"
            )
        return found

    def seen_tickets(self, **where: Any) -> Any:
        """The newest tickets of somebody that the actor sees; none for whoever sees no tickets."""
        tickets = self.workspace.tickets.visible_to(self.actor)
        found = tickets.filter(**where) if self.actor.may(TICKETS_READ) else tickets.none()
        return found.newest_first()


def typed_in(query: QueryDict, name: str = "q") -> str:
    """What was typed to look for. Raises Invalid for what nothing can be found by."""
    text = query.get(name, "").strip()
    if not is_storable(text) or len(text) > MAX_TYPED:
        raise Invalid("That cannot be looked for", field=name, hint=f"Use up to {MAX_TYPED} letters and digits")
    return text


def fields_of(form: QueryDict, names: Mapping[str, Callable[[str], Any]]) -> dict[str, Any]:
    """The fields of a form that were sent, each read its way."""
    return {name: read(form.get(name, "")) for name, read in names.items() if name in form}
