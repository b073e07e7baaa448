"""Erase a person: see what goes, type the address, get a receipt."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from helpdesk.accounts.models import Customer
from helpdesk.lib.errors import HelpdeskError
from portal.desk.customers.page import PeoplePage
from portal.redirect import SeeOther
from tickets.actions import erase_customer
from tickets.people import holdings_of


class EraseCustomer(PeoplePage):
    """The preview, and from then on the receipt."""

    def get(self, request: HttpRequest, workspace: str, customer: uuid.UUID) -> HttpResponse:
        """What would go, or what is gone."""
        return self.show(request, self.find_customer(customer))

    def post(self, request: HttpRequest, workspace: str, customer: uuid.UUID) -> HttpResponse:
        """Begin; the page then shows how far it is."""
        erase_customer(self.find_customer(customer), actor=self.actor, address=request.POST.get("address", ""))
        return SeeOther(reverse("desk-customer-erase", args=[workspace, customer]))

    def refused(self, request: HttpRequest, error: HelpdeskError, **kwargs: Any) -> HttpResponse:
        """The preview again with the reason."""
        return self.show(request, self.find_customer(kwargs["customer"]), error)

    def show(self, request: HttpRequest, customer: Customer, problem: HelpdeskError | None = None) -> HttpResponse:
        """The page."""
        erasure = self.workspace.erasures.select_related("member__user").filter(customer=customer).first()
        if erasure is not None:
            return self.render(request, "receipt", customer=customer, erasure=erasure, is_done=erasure.state == "done")
        return self.render(
            request, "erase", customer=customer, going=holdings_of(customer, actor=self.actor), problem=problem
        )
