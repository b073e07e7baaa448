"""The door of a ticket's page: where links from mails arrive."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from portal.customers.linked import remember
from portal.customers.thread import ThreadPage, pressed_score


class TicketPage(ThreadPage):
    """A link arrives with its token, which leaves the address bar at once."""

    def tokens(self, request: HttpRequest) -> list[str]:
        """The token of the address, where there is one, and no other: it says what the reader wants to open."""
        return [request.GET["t"]] if "t" in request.GET else super().tokens(request)

    def get(self, request: HttpRequest, workspace: str, reference: str) -> HttpResponse:
        """Take the token out of the address, lead on from a ticket that was merged, or show the page."""
        if "t" not in request.GET and reference == self.ticket.reference:
            return self.page(request)
        score = pressed_score(request)
        clean = self.address() + (f"?score={score}#rating" if score else "")
        response = HttpResponseRedirect(clean, status=303)
        if self.token:
            remember(response, self.token, purpose=self.link.purpose, path=self.address())
        return response
