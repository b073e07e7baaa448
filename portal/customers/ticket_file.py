"""A file of a ticket, for whoever came by one of its links."""

import uuid

from django.http import HttpRequest, HttpResponseBase

from helpdesk.lib.errors import NotFound
from portal.customers.linked import LinkedPage
from portal.files.fetch import handed_out
from portal.files.kinds import file_of_ticket


class TicketFilePage(LinkedPage):
    """Below the ticket's own address, because the cookie that opens the ticket goes nowhere else."""

    def get(self, request: HttpRequest, workspace: str, reference: str, file: uuid.UUID) -> HttpResponseBase:
        """The picture itself, or on to where the file is saved from. Raises NotFound, also for another ticket's."""
        shown = file_of_ticket(self.workspace, self.actor, file)
        if shown.file.ticket_file.ticket_id != self.ticket.pk:
            raise NotFound("page")
        return handed_out(request, shown)
