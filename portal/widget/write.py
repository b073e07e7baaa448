"""The form inside the panel: the portal's own, with another look and another channel."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from portal.customers.submit import SubmitPage
from portal.customers.submitted import SubmittedPage
from portal.widget.page import WidgetPage
from tickets.models import Ticket


class WritePage(SubmitPage, WidgetPage):
    """A request of a stranger; what the site says about who it is only fills the form in."""

    channel = Ticket.Channel.WIDGET
    template = "write"

    def submitted_at(self, receipt: str) -> str:
        """The panel's own page with the number."""
        return self.at("widget-sent", receipt)

    def shown(self, request: HttpRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
        """The form, and where it goes."""
        return super().shown(request, template, status=status, write_at=self.at("widget-write"), **context)


class SentPage(SubmittedPage, WidgetPage):
    """The number."""

    template = "sent"
