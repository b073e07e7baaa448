"""Say that it is solved, or that it is not."""

from typing import ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from portal.customers.linked import LinkedPage
from tickets.actions import change_status
from tickets.status import Status


class MovePage(LinkedPage):
    """Takes one button of the ticket's page."""

    to: ClassVar[Status]
    notice: ClassVar[str]

    def post(self, request: HttpRequest, workspace: str, reference: str) -> HttpResponse:
        """Change the status."""
        change_status(self.ticket, actor=self.actor, to=self.to)
        messages.success(request, _(self.notice))
        return HttpResponseRedirect(self.address(), status=303)


class ClosePage(MovePage):
    """*This is solved for me.*"""

    to = Status.CLOSED
    notice = gettext_noop("Good to hear. The request is closed.")


class ReopenPage(MovePage):
    """*It is not solved.*"""

    to = Status.OPEN
    notice = gettext_noop("The request is open again. We will look at it.")
