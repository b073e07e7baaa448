"""Texts before and after a change: what the event log must not hold, because it can never be erased there."""

from django.db import models

from helpdesk.accounts.models import Workspace
from helpdesk.accounts.tenancy import WorkspaceManager
from helpdesk.lib.ids import new_id
from tickets.models.ticket import Ticket


class Revision(models.Model):
    """One change of a text or of tags; its event names it by id."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="revisions")
    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="revisions")
    field = models.CharField(max_length=32)
    before = models.JSONField()
    after = models.JSONField()
    created_at = models.DateTimeField()

    objects = WorkspaceManager["Revision"]()

    def __str__(self) -> str:
        return f"{self.field} of {self.ticket_id}"
