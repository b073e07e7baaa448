"""A customer's page, and the forms that make and change one."""

import uuid
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from helpdesk.accounts.actions.block_customer import block_customer
from helpdesk.accounts.actions.create_customer import create_customer
from helpdesk.accounts.actions.unblock_customer import unblock_customer
from helpdesk.accounts.actions.update_customer import update_customer
from helpdesk.accounts.models import Customer
from helpdesk.lib.errors import HelpdeskError
from portal.desk.customers.page import PeoplePage, fields_of
from portal.redirect import SeeOther
from tickets.models import Ticket

TICKETS_SHOWN = 20
TICKET = ("number", "subject", "status", "created_at")
FIELDS = ("name", "email", "external_id", "language", "notes", "organisation")


class CustomerPage(PeoplePage):
    """Who it is, what the team notes, and the newest tickets."""

    def get(self, request: HttpRequest, workspace: str, customer: uuid.UUID) -> HttpResponse:
        """The page."""
        found = self.find_customer(customer)
        rows = self.seen_tickets(requester=found).values(*TICKET)[:TICKETS_SHOWN]
        return self.render(
            request,
            "customer",
            customer=found,
            addresses=list(found.addresses.order_by("email").values_list("email", flat=True)),
            tickets=[row | {"reference": Ticket(number=row["number"]).reference} for row in rows],
            spoken=dict(settings.LANGUAGES).get(found.language, ""),
        )


class CustomerForm(PeoplePage):
    """The form of a new customer."""

    def get(self, request: HttpRequest, workspace: str, **kwargs: Any) -> HttpResponse:
        """The form, with what is known."""
        found = self.known(kwargs)
        return self.form(request, found, typed_of(found) if found else {"email": request.GET.get("email", "")})

    def post(self, request: HttpRequest, workspace: str, **kwargs: Any) -> HttpResponse:
        """Make it."""
        made = create_customer(actor=self.actor, **self.values(request.POST))
        messages.success(request, _("%(customer)s is saved.") % {"customer": made.display_name})
        self.made = made.pk
        return self.done_before(request, made.pk)

    def values(self, form: QueryDict) -> dict[str, Any]:
        """What was typed. Raises Invalid."""
        readers: dict[str, Any] = dict.fromkeys(FIELDS, str) | {"organisation": self.organisation_named}
        return fields_of(form, readers)

    def known(self, kwargs: dict[str, Any]) -> Customer | None:
        """The customer whom the form is about; nobody yet."""
        return None

    def done_before(self, request: HttpRequest, made: uuid.UUID, **kwargs: Any) -> HttpResponse:
        """To the customer."""
        return SeeOther(reverse("desk-customer", args=[self.workspace.slug, made]))

    def refused(self, request: HttpRequest, error: HelpdeskError, **kwargs: Any) -> HttpResponse:
        """The form again, with everything still in it."""
        typed = {name: request.POST.get(name, "") for name in FIELDS}
        return self.form(request, self.known(kwargs), typed, error)

    def form(
        self,
        request: HttpRequest,
        customer: Customer | None,
        typed: dict[str, str],
        problem: HelpdeskError | None = None,
    ) -> HttpResponse:
        """The page."""
        organisations = list(self.workspace.organisations.order_by("-created_at").values_list("name", flat=True)[:200])
        return self.render(
            request,
            "customer_form",
            customer=customer,
            typed=typed,
            languages=settings.LANGUAGES,
            organisations=sorted(organisations, key=str.lower),
            problem=problem,
        )


class EditCustomer(CustomerForm):
    """The same form about somebody who is known."""

    def known(self, kwargs: dict[str, Any]) -> Customer | None:
        """Whoever the address names."""
        return self.find_customer(kwargs["customer"])

    def post(self, request: HttpRequest, workspace: str, **kwargs: Any) -> HttpResponse:
        """Save what was changed."""
        found = self.find_customer(kwargs["customer"])
        saved = update_customer(found, actor=self.actor, changes=self.values(request.POST))
        messages.success(request, _("%(customer)s is saved.") % {"customer": saved.display_name})
        return self.done_before(request, found.pk)


class BlockCustomer(PeoplePage):
    """The button that stops listening to somebody, and the one that starts again."""

    def post(self, request: HttpRequest, workspace: str, customer: uuid.UUID) -> HttpResponse:
        """``blocked`` says which."""
        found = self.find_customer(customer)
        if request.POST.get("blocked") == "yes":
            block_customer(found, actor=self.actor)
            said = _("%(customer)s is blocked: what comes from now on is kept as spam.")
        else:
            unblock_customer(found, actor=self.actor)
            said = _("%(customer)s is no longer blocked.")
        messages.success(request, said % {"customer": found.display_name})
        return SeeOther(reverse("desk-customer", args=[workspace, customer]))


def typed_of(customer: Customer) -> dict[str, str]:
    """A customer as the form shows it."""
    shown = {name: getattr(customer, name) for name in FIELDS if name != "organisation"}
    return shown | {"organisation": customer.organisation.name if customer.organisation else ""}
