"""A workspace's own words for where a ticket stands."""

from django.db import models
from django.db.models.functions import Lower

from helpdesk.accounts.models import Workspace
from helpdesk.accounts.tenancy import WorkspaceManager


class CustomStatus(models.Model):
    """``kind`` is one of the five kinds, which is what clocks, rules and counts look at.

    A built-in status can be renamed, not deleted: then it has a row with ``is_builtin``. Archived ones stay on the
    tickets that have them and are offered no more.
    """

    class Kind(models.TextChoices):
        """The five kinds every status is one of."""

        OPEN = "open"
        IN_PROGRESS = "in_progress"
        PENDING = "pending"
        RESOLVED = "resolved"
        CLOSED = "closed"

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="custom_statuses")
    label = models.CharField(max_length=40)
    kind = models.CharField(max_length=12, choices=Kind)
    colour = models.CharField(max_length=7, blank=True)
    is_builtin = models.BooleanField(default=False)
    position = models.PositiveIntegerField(default=0)
    archived_at = models.DateTimeField(null=True, blank=True)

    objects = WorkspaceManager["CustomStatus"]()

    class Meta:
        constraints = [
            models.UniqueConstraint("workspace", Lower("label"), name="one_status_per_label"),
            models.UniqueConstraint(
                fields=["workspace", "kind"], condition=models.Q(is_builtin=True), name="one_builtin_status_per_kind"
            ),
        ]

    def __str__(self) -> str:
        return self.label
