"""Who else gets the answers to one's own request: bring somebody in, take somebody out."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from helpdesk.http.limits import Limit, spend
from helpdesk.lib.errors import HelpdeskError, Invalid
from portal.customers.thread import PersonForm, ThreadPage
from tickets.actions import change_cc
from tickets.actions.change_cc import MAX_BY_CUSTOMER

# What people do by hand; strangers' addresses are not to be tried out here.
ADDED = Limit("portal.people", "20/d")


class PeoplePage(ThreadPage):
    """Takes the forms below the conversation."""

    def enter(self, request: HttpRequest, kwargs: Mapping[str, Any]) -> None:
        """Read the form."""
        super().enter(request, kwargs)
        self.form = PersonForm(request.POST)
        self.form.require()

    @property
    def person(self) -> str:
        """The address in the form."""
        found: str = self.form.cleaned_data["person"]
        return found

    def changed(self, request: HttpRequest, to: list[str], said: str) -> HttpResponse:
        """Have it done. Whoever changed it at the same moment is not overwritten."""
        change_cc(self.ticket, actor=self.actor, to=to, expected_version=self.ticket.version)
        messages.success(request, said % {"person": self.person})
        return HttpResponseRedirect(self.address("people"), status=303)

    def refused(self, request: HttpRequest, error: HelpdeskError, **kwargs: object) -> HttpResponse:
        """The page again with the address as it was typed."""
        form = PersonForm(request.POST)
        form.blame(error)
        return self.page(request, error, person_form=form)


class AddPersonPage(PeoplePage):
    """One more."""

    def post(self, request: HttpRequest, workspace: str, reference: str) -> HttpResponse:
        """Bring them in. Raises Invalid, Conflict, TooMany."""
        if self.person == self.ticket.requester.email:
            raise Invalid(_("You get every answer anyway"), field="person")
        if len(self.ticket.cc_emails) >= MAX_BY_CUSTOMER and self.person not in self.ticket.cc_emails:
            most = {"most": MAX_BY_CUSTOMER}
            raise Invalid(_("You can have up to %(most)d people in copy") % most, field="person")
        spend(request, [ADDED], callers=[str(self.actor.id)])
        return self.changed(request, [*self.ticket.cc_emails, self.person], _("%(person)s gets our answers in copy."))


class RemovePersonPage(PeoplePage):
    """One less."""

    def post(self, request: HttpRequest, workspace: str, reference: str) -> HttpResponse:
        """Take them out; who is not there any more is out. Raises Conflict."""
        left = [email for email in self.ticket.cc_emails if email != self.person]
        return self.changed(request, left, _("%(person)s gets no more answers."))
