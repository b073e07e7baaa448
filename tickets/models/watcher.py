"""Members who follow a ticket without having it."""

from django.db import models

from helpdesk.accounts.models import Membership, Workspace
from helpdesk.accounts.tenancy import WorkspaceManager
from helpdesk.lib.ids import new_id
from tickets.models.ticket import Ticket


class Watcher(models.Model):
    """Hears of every public message and note on the ticket, as long as he may see it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="watchers")
    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="watchers")
    member = models.ForeignKey(Membership, models.CASCADE, related_name="watched")
    created_at = models.DateTimeField()

    objects = WorkspaceManager["Watcher"]()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ticket", "member"], name="one_watcher_per_member")]

    def __str__(self) -> str:
        return f"{self.member_id} watches {self.ticket_id}"
