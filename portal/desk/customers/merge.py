"""Merge two customers: look for the other, look at what would move, then do it."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from helpdesk.accounts.models import Customer
from helpdesk.lib.errors import HelpdeskError, Invalid
from portal.desk.customers.finding import customers_starting
from portal.desk.customers.page import PeoplePage, typed_in
from portal.redirect import SeeOther
from tickets.actions import merge_customers
from tickets.people import holdings_of

OFFERED = 10


class MergeCustomer(PeoplePage):
    """``other`` is the id of the customer who is to go; with it the page shows both and asks."""

    def get(self, request: HttpRequest, workspace: str, customer: uuid.UUID) -> HttpResponse:
        """The search, or the preview."""
        kept = self.find_customer(customer)
        try:
            if request.GET.get("other"):
                return self.preview(request, kept, self.other_in(kept, request.GET["other"]))
            text = typed_in(request.GET)
            return self.search(request, kept, text or kept.name)
        except Invalid as error:
            return self.search(request, kept, "", problem=error)

    def post(self, request: HttpRequest, workspace: str, customer: uuid.UUID) -> HttpResponse:
        """Merge, and go to the one who stayed."""
        kept = self.find_customer(customer)
        other = self.other_in(kept, request.POST.get("other", ""))
        merge_customers(kept, actor=self.actor, other=other)
        said = _("%(address)s is an address of this customer now.") % {"address": other.email}
        messages.success(request, said)
        return SeeOther(reverse("desk-customer", args=[workspace, kept.pk]))

    def refused(self, request: HttpRequest, error: HelpdeskError, **kwargs: Any) -> HttpResponse:
        """The search again with the reason."""
        return self.search(request, self.find_customer(kwargs["customer"]), "", problem=error)

    def other_in(self, kept: Customer, text: str) -> Customer:
        """The customer a form names. Raises Invalid: another workspace's is like none."""
        try:
            found = self.workspace.customers.filter(pk=uuid.UUID(text)).exclude(pk=kept.pk).first()
        except ValueError:
            found = None
        if found is None:
            raise Invalid("There is no such customer", field="other", hint="Look for the customer and choose again")
        return found

    def preview(self, request: HttpRequest, kept: Customer, other: Customer) -> HttpResponse:
        """Both side by side, and what moves."""
        moving = holdings_of(other, actor=self.actor)
        return self.render(request, "merge", customer=kept, other=other, moving=moving, typed="", offered=[])

    def search(
        self, request: HttpRequest, kept: Customer, text: str, problem: HelpdeskError | None = None
    ) -> HttpResponse:
        """Customers to choose from: whoever begins like what was typed, at first like the name."""
        found = customers_starting(self.workspace, text) if text else []
        offered = [one for one in found if one.pk != kept.pk and one.erased_at is None][:OFFERED]
        return self.render(request, "merge", customer=kept, other=None, offered=offered, typed=text, problem=problem)
