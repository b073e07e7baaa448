"""The audit log: who changed how this workspace is run."""

from django.db import models

from helpdesk.accounts.models.workspace import Workspace
from helpdesk.accounts.tenancy import WorkspaceManager
from helpdesk.lib.ids import new_id


class AuditEntry(models.Model):
    """One act; the database refuses to change or delete a row (migration 0003).

    ``before`` and ``after`` hold the fields that changed, never a secret. ``address`` is the client's, empty where the
    act came from the command line or a schedule.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workspace = models.ForeignKey(Workspace, models.PROTECT, related_name="audit_entries")
    action = models.CharField(max_length=64)
    actor_kind = models.CharField(max_length=16)
    actor_id = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=120)
    subject_kind = models.CharField(max_length=32)
    subject_id = models.CharField(max_length=64)
    subject_name = models.CharField(max_length=254)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    address = models.CharField(max_length=45, blank=True)
    created_at = models.DateTimeField()

    objects = WorkspaceManager["AuditEntry"]()

    class Meta:
        indexes = [
            models.Index("workspace", models.F("created_at").desc(), models.F("id").desc(), name="audit_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.action} by {self.actor_name}"
