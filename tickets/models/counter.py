"""The number last given out in a workspace."""

from django.db import models

from helpdesk.accounts.models import Workspace
from helpdesk.accounts.tenancy import WorkspaceManager


class TicketCounter(models.Model):
    """Its row is locked for the blink between drawing a number and committing, so no number is given twice."""

    workspace = models.OneToOneField(Workspace, models.CASCADE, primary_key=True, related_name="+")
    last = models.PositiveIntegerField(default=0)

    objects = WorkspaceManager["TicketCounter"]()

    def __str__(self) -> str:
        return str(self.last)
