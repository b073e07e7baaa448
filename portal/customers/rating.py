"""Rate the help one got."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from helpdesk.lib.errors import HelpdeskError
from portal.customers.thread import RatingForm, ThreadPage
from tickets.actions import rate_ticket


class RatingPage(ThreadPage):
    """Takes the faces of the ticket's page. Only this button press stores anything: mail scanners open links."""

    def post(self, request: HttpRequest, workspace: str, reference: str) -> HttpResponse:
        """Store the rating, or change it within a quarter of an hour."""
        form = RatingForm(request.POST)
        form.require()
        rating = form.cleaned_data
        rate_ticket(self.ticket, actor=self.actor, score=rating["score"], comment=rating["comment"], may_change=True)
        messages.success(request, _("Thank you. Your rating is stored."))
        return HttpResponseRedirect(self.address("rating"), status=303)

    def refused(self, request: HttpRequest, error: HelpdeskError, **kwargs: object) -> HttpResponse:
        """The page again with what was chosen and written."""
        form = RatingForm(request.POST)
        form.blame(error)
        return self.page(request, error, rating_form=form)
