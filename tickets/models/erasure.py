"""The erasing of one person, and its receipt."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from helpdesk.accounts.models import Customer, Membership, Workspace
from helpdesk.accounts.tenancy import WorkspaceManager
from helpdesk.lib.ids import new_id


class Erasure(models.Model):
    """Once for each customer. ``addresses`` are needed to find what is left of the person elsewhere, and are emptied
    when nothing is; ``counts`` says how much of what is gone. ``member`` asked for it, None for a command."""

    class State(models.TextChoices):
        """How far it is."""

        RUNNING = "running"
        DONE = "done"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="erasures")
    customer = models.OneToOneField(Customer, models.CASCADE, related_name="erasure")
    member = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="+")
    addresses = ArrayField(models.EmailField(max_length=254), default=list, blank=True)
    counts = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=State, default=State.RUNNING)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = WorkspaceManager["Erasure"]()

    def __str__(self) -> str:
        return f"erasure of {self.customer_id}: {self.state}"
