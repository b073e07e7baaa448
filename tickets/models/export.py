"""Copies of data, made to be downloaded."""

from django.db import models

from helpdesk.accounts.models import Customer, Membership, Workspace
from helpdesk.accounts.tenancy import WorkspaceManager
from helpdesk.lib.ids import new_id


class Export(models.Model):
    """One file of what its ``member`` may see, for that member alone, for seven days.

    ``file`` is its random name under HELPDESK_HOME/exports, empty until it is ready and after it is gone. ``query`` is
    the search behind a list of tickets, ``customer`` the person whose data it holds.
    """

    class Kind(models.TextChoices):
        """Of what."""

        WORKSPACE = "workspace"
        PERSON = "person"
        TICKETS = "tickets"

    class State(models.TextChoices):
        """How far it is."""

        RUNNING = "running"
        READY = "ready"
        GONE = "gone"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="exports")
    member = models.ForeignKey(Membership, models.PROTECT, related_name="exports")
    kind = models.CharField(max_length=9, choices=Kind)
    customer = models.ForeignKey(Customer, models.CASCADE, null=True, blank=True, related_name="exports")
    query = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.RUNNING)
    file = models.CharField(max_length=64, blank=True)
    size_bytes = models.BigIntegerField(default=0)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)

    objects = WorkspaceManager["Export"]()

    class Meta:
        indexes = [
            models.Index("member", models.F("created_at").desc(), models.F("id").desc(), name="export_newest"),
            models.Index(fields=["expires_at"], condition=models.Q(state="ready"), name="export_due"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.state}"
