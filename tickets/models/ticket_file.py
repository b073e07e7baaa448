"""Files of a ticket."""

from django.db import models

from helpdesk.accounts.models import Workspace
from helpdesk.accounts.tenancy import WorkspaceManager
from helpdesk.files.models import StoredFile
from helpdesk.lib.ids import new_id
from tickets.models.comment import Comment
from tickets.models.ticket import Ticket


class TicketFile(models.Model):
    """A file that came with the request (``comment`` None) or with a comment; whoever may read that may fetch it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="ticket_files")
    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="files")
    comment = models.ForeignKey(Comment, models.CASCADE, null=True, blank=True, related_name="files")
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="ticket_file")
    created_at = models.DateTimeField()

    objects = WorkspaceManager["TicketFile"]()

    class Meta:
        indexes = [models.Index(fields=["ticket", "created_at", "id"], name="ticket_file_by_ticket")]

    def __str__(self) -> str:
        return str(self.file_id)
