"""Tags that a workspace knows."""

from django.db import models
from django.db.models.functions import Lower

from helpdesk.accounts.models import Workspace
from helpdesk.accounts.tenancy import WorkspaceManager


class Tag(models.Model):
    """Tickets hold the words themselves; a row here gives a word its colour and offers it while typing."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="tags")
    name = models.CharField(max_length=64)
    colour = models.CharField(max_length=7, blank=True)
    description = models.CharField(max_length=200, blank=True)

    objects = WorkspaceManager["Tag"]()

    class Meta:
        constraints = [models.UniqueConstraint("workspace", Lower("name"), name="one_tag_per_name")]

    def __str__(self) -> str:
        return self.name
