"""The portal's front door."""

from django.http import HttpRequest, HttpResponse

from portal.customers.page import CustomerPage
from portal.customers.track import TrackForm


class HomePage(CustomerPage):
    """Two ways on: send a request, or find one that was sent."""

    def get(self, request: HttpRequest, workspace: str) -> HttpResponse:
        """Show both."""
        return self.shown(request, "home", form=TrackForm())
