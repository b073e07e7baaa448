"""What happens next, right after a request was sent."""

import datetime
from typing import ClassVar

from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse

from helpdesk.accounts.models import Workspace
from helpdesk.lib.errors import NotFound
from portal.customers.page import CustomerPage
from portal.customers.words import masked
from tickets.models import Ticket

SHOWN_FOR = datetime.timedelta(hours=24)


def receipt_for(ticket: Ticket) -> str:
    """The last part of the confirmation's address: the ticket's number, signed. It opens nothing else."""
    return signer(ticket.workspace).sign(str(ticket.number))


def signer(workspace: Workspace) -> TimestampSigner:
    """Signs for one workspace; the full stop may stand in an address as it is."""
    return TimestampSigner(sep=".", salt=f"portal.submitted:{workspace.pk}")


class SubmittedPage(CustomerPage):
    """The number, and where the link went."""

    template: ClassVar[str] = "submitted"

    def get(self, request: HttpRequest, workspace: str, receipt: str) -> HttpResponse:
        """Show both. Raises NotFound for a receipt that is not ours or over a day old."""
        try:
            number = int(signer(self.workspace).unsign(receipt, max_age=SHOWN_FOR))
        except (BadSignature, ValueError) as error:
            raise NotFound("page") from error
        ticket = self.workspace.tickets.select_related("requester").filter(number=number).first()
        if ticket is None:
            raise NotFound("page")
        response = self.shown(request, self.template, ticket=ticket, mailbox=masked(ticket.requester.email))
        response["Cache-Control"] = "no-store"
        return response
