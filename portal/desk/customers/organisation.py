"""An organisation's page, and the forms that make, change and delete one."""

import re
import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from helpdesk.accounts.actions.create_organisation import create_organisation
from helpdesk.accounts.actions.delete_organisation import delete_organisation
from helpdesk.accounts.actions.update_organisation import update_organisation
from helpdesk.accounts.models import Organisation
from helpdesk.http.keyset import Position, after, decode
from helpdesk.lib.errors import HelpdeskError
from portal.desk.customers.page import PeoplePage
from portal.redirect import SeeOther
from tickets.models import Ticket
from tickets.query.spell import spell
from tickets.query.terms import Filter, Query

SEPARATOR = re.compile(r"[,;\s]+")
CUSTOMERS_SHOWN, TICKETS_SHOWN = 20, 20
TICKET = ("number", "subject", "status", "created_at", "requester__name", "requester__email")


class OrganisationPage(PeoplePage):
    """What it is, who belongs to it, and the newest tickets of those who are shown; all of them are a search away."""

    def get(self, request: HttpRequest, workspace: str, organisation: uuid.UUID) -> HttpResponse:
        """The page; its customers come a page at a time."""
        found = self.find_organisation(organisation)
        cursor = request.GET.get("cursor", "")
        position = decode(cursor) if cursor else None
        customers = list(
            after(self.workspace.customers.filter(organisation=found), position).order_by("-created_at", "-id")[
                : CUSTOMERS_SHOWN + 1
            ]
        )
        last = customers[CUSTOMERS_SHOWN - 1] if len(customers) > CUSTOMERS_SHOWN else None
        rows = self.seen_tickets(requester__in=[one.pk for one in customers[:CUSTOMERS_SHOWN]])
        shown = rows.values(*TICKET)[:TICKETS_SHOWN]
        return self.render(
            request,
            "organisation",
            organisation=found,
            customers=customers[:CUSTOMERS_SHOWN],
            cursor=cursor,
            more=Position(last.created_at, last.pk).encode() if last else "",
            all_of_them=spell(Query((), (Filter("org", (found.name,)),))),
            tickets=[row | {"reference": Ticket(number=row["number"]).reference} for row in shown],
        )


class OrganisationForm(PeoplePage):
    """The form of a new organisation."""

    def get(self, request: HttpRequest, workspace: str, **kwargs: Any) -> HttpResponse:
        """The form, with what is known."""
        found = self.known(kwargs)
        return self.form(request, found, typed_of(found) if found else {})

    def post(self, request: HttpRequest, workspace: str, **kwargs: Any) -> HttpResponse:
        """Make it."""
        made = create_organisation(actor=self.actor, **values_in(request.POST))
        messages.success(request, _("%(organisation)s is saved.") % {"organisation": made.name})
        self.made = made.pk
        return self.done_before(request, made.pk)

    def known(self, kwargs: dict[str, Any]) -> Organisation | None:
        """The organisation that the form is about; none yet."""
        return None

    def done_before(self, request: HttpRequest, made: uuid.UUID, **kwargs: Any) -> HttpResponse:
        """To the organisation."""
        return SeeOther(reverse("desk-organisation", args=[self.workspace.slug, made]))

    def refused(self, request: HttpRequest, error: HelpdeskError, **kwargs: Any) -> HttpResponse:
        """The form again, with everything still in it."""
        return self.form(request, self.known(kwargs), request.POST.dict(), error)

    def form(
        self,
        request: HttpRequest,
        found: Organisation | None,
        typed: dict[str, Any],
        problem: HelpdeskError | None = None,
    ) -> HttpResponse:
        """The page."""
        return self.render(request, "organisation_form", organisation=found, typed=typed, problem=problem)


class EditOrganisation(OrganisationForm):
    """The same form about one that is known."""

    def known(self, kwargs: dict[str, Any]) -> Organisation | None:
        """The one the address names."""
        return self.find_organisation(kwargs["organisation"])

    def post(self, request: HttpRequest, workspace: str, **kwargs: Any) -> HttpResponse:
        """Save what was changed."""
        found = self.find_organisation(kwargs["organisation"])
        saved = update_organisation(found, actor=self.actor, changes=values_in(request.POST))
        messages.success(request, _("%(organisation)s is saved.") % {"organisation": saved.name})
        return self.done_before(request, found.pk)


class DeleteOrganisation(PeoplePage):
    """The page that asks once more, and the button that does it."""

    def get(self, request: HttpRequest, workspace: str, organisation: uuid.UUID) -> HttpResponse:
        """What is about to happen."""
        return self.render(request, "organisation_delete", organisation=self.find_organisation(organisation))

    def post(self, request: HttpRequest, workspace: str, organisation: uuid.UUID) -> HttpResponse:
        """Delete it; its customers stay."""
        found = self.find_organisation(organisation)
        delete_organisation(found, actor=self.actor)
        messages.success(request, _("%(organisation)s is deleted.") % {"organisation": found.name})
        return SeeOther(reverse("desk-organisations", args=[workspace]))


def values_in(form: QueryDict) -> dict[str, Any]:
    """What was typed; a box that is not ticked is not sent."""
    return {
        "name": form.get("name", ""),
        "domains": [part for part in SEPARATOR.split(form.get("domains", "")) if part],
        "external_id": form.get("external_id", ""),
        "notes": form.get("notes", ""),
        "shares_tickets": form.get("shares_tickets") == "yes",
    }


def typed_of(organisation: Organisation) -> dict[str, Any]:
    """An organisation as the form shows it."""
    return {
        "name": organisation.name,
        "domains": ", ".join(organisation.domains),
        "external_id": organisation.external_id,
        "notes": organisation.notes,
        "shares_tickets": organisation.shares_tickets,
    }
