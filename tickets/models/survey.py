"""Asking a customer how the help was."""

from django.db import models

from helpdesk.accounts.models import Workspace
from helpdesk.accounts.tenancy import WorkspaceManager
from helpdesk.lib.ids import new_id
from tickets.models.ticket import Ticket


class Survey(models.Model):
    """The one time a ticket's requester is asked, ever: due some time after the ticket was resolved.

    Until it was sent, reopening puts it off; resolving again sets ``due_at`` anew.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="surveys")
    ticket = models.OneToOneField(Ticket, models.CASCADE, related_name="survey")
    due_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    objects = WorkspaceManager["Survey"]()

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=models.Q(due_at__isnull=False, sent_at__isnull=True),
                name="survey_due",
            ),
            models.Index(
                fields=["workspace", "sent_at"], condition=models.Q(sent_at__isnull=False), name="survey_by_time"
            ),
        ]

    def __str__(self) -> str:
        return f"survey of {self.ticket_id}"
