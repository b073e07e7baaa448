"""The portal's front door."""

from django.http import HttpRequest, HttpResponse

from portal.customers.articles import articles_at
from portal.customers.page import CustomerPage
from portal.customers.track import TrackForm


class HomePage(CustomerPage):
    """The ways on: look for an answer, send a request, or find one that was sent."""

    def get(self, request: HttpRequest, workspace: str) -> HttpResponse:
        """Show them."""
        return self.shown(request, "home", form=TrackForm(), articles_at=articles_at(self.workspace))
