"""Tags on their way to another word."""

from django.db import models

from helpdesk.accounts.models import Workspace
from helpdesk.accounts.tenancy import WorkspaceManager


class TagChange(models.Model):
    """What tickets that carry ``was`` get in its place (nothing where ``becomes`` is empty).

    Events hold no words, so that of the change names this row; it goes when no ticket carries the old word any more.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="tag_changes")
    was = models.CharField(max_length=64)
    becomes = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField()

    objects = WorkspaceManager["TagChange"]()

    def __str__(self) -> str:
        return f"{self.was} -> {self.becomes or 'nothing'}"
