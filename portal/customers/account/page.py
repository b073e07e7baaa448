"""What the pages of a signed-in customer start with."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse

from helpdesk.accounts.actors import Actor, signed_in_actor
from helpdesk.accounts.models import Customer, CustomerSession
from helpdesk.http.limits import Limit, spend
from helpdesk.lib.errors import HelpdeskError, Unauthenticated
from portal.customers.account.session import session_of
from portal.customers.page import CustomerPage
from portal.redirect import SeeOther

CHANGES = Limit("portal.account", "60/h")


class PrivatePage(CustomerPage):
    """Nothing of it is kept by caches or found by search engines."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Say so."""
        response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response


class SignedInPage(PrivatePage):
    """``self.session``, ``self.customer`` and ``self.actor`` are there when ``get`` or ``post`` runs; the page is in
    the customer's language."""

    session: CustomerSession
    customer: Customer
    actor: Actor

    def enter(self, request: HttpRequest, kwargs: Mapping[str, Any]) -> None:
        """Find out who it is. Raises Unauthenticated, TooMany."""
        super().enter(request, kwargs)
        session = session_of(request, self.workspace)
        if session is None:
            raise Unauthenticated
        self.session, self.customer = session, session.customer
        self.actor = signed_in_actor(self.customer, self.workspace)
        self.choose_language(request, own=self.customer.language)
        if request.method == "POST":
            spend(request, [CHANGES], callers=[session.pk.hex])

    def kept_out(self, request: HttpRequest, error: HelpdeskError) -> HttpResponse:
        """To the page where one signs in."""
        if isinstance(error, Unauthenticated):
            return SeeOther(reverse("portal-sign-in", args=[self.workspace.slug]))
        return super().kept_out(request, error)

    def shown(self, request: HttpRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
        """A page with the way to the other ones."""
        who = {"customer": self.customer, "organisation": self.customer.organisation if self.shares else None}
        return super().shown(request, f"account/{template}", status=status, **who, **context)

    @property
    def shares(self) -> bool:
        """Whether the customer reads what colleagues asked."""
        return self.actor.organisation_id is not None
