"""Counts of tickets, kept as they change."""

from django.db import models

from helpdesk.accounts.models import Workspace
from helpdesk.accounts.tenancy import WorkspaceManager
from workflow.models import Queue


class Tally(models.Model):
    """One change of the counts, or the sum of many: rows are only added, and now and then rolled up into one.

    Nobody ever updates a row, so writers never wait for one another. ``resolved`` and ``resolution_seconds`` give the
    mean time to resolve.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="tallies")
    is_test = models.BooleanField()
    queue = models.ForeignKey(Queue, models.CASCADE, related_name="+")
    status = models.CharField(max_length=12)
    tickets = models.IntegerField(default=0)
    resolved = models.IntegerField(default=0)
    resolution_seconds = models.BigIntegerField(default=0)

    objects = WorkspaceManager["Tally"]()

    class Meta:
        indexes = [models.Index(fields=["workspace", "is_test", "queue", "status"], name="tally_by_queue")]

    def __str__(self) -> str:
        return f"{self.tickets:+d} {self.status}"
