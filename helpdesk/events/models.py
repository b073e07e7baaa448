"""The append-only log, and the ledger of jobs that took a worker down."""

from django.db import models


class Event(models.Model):
    """One thing that happened, written last before its transaction commits.

    Within a workspace ids are in commit order: they are drawn under a lock held until the commit. ``data`` carries
    ids, field names and closed values, never free text, so that a person can be erased without rewriting history.
    """

    class Visibility(models.TextChoices):
        """Who may ever be shown it."""

        PUBLIC = "public"
        INTERNAL = "internal"

    id = models.BigAutoField(primary_key=True)
    workspace_id = models.UUIDField()
    type = models.CharField(max_length=64)
    subject_kind = models.CharField(max_length=32)
    subject_id = models.UUIDField()
    actor_kind = models.CharField(max_length=16)
    actor_id = models.UUIDField(null=True)
    visibility = models.CharField(max_length=8, choices=Visibility)
    data = models.JSONField(default=dict)
    created_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["workspace_id", "id"], name="event_by_workspace"),
            models.Index(fields=["subject_id", "id"], name="event_by_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.id} {self.type}"


class JobStall(models.Model):
    """How often a worker died while it held this job."""

    job_id = models.BigIntegerField(primary_key=True)
    stalls = models.PositiveSmallIntegerField(default=0)
    last_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"job {self.job_id}: {self.stalls}"
