"""Companies that customers belong to."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Lower

from helpdesk.accounts.models.workspace import Workspace
from helpdesk.accounts.tenancy import WorkspaceManager
from helpdesk.lib.ids import new_id


class Organisation(models.Model):
    """``domains`` are lower-case mail domains: a new customer with such an address joins it.

    Where ``shares_tickets`` is set its customers may see one another's tickets in the portal.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="organisations")
    name = models.CharField(max_length=120)
    domains = ArrayField(models.CharField(max_length=253), default=list, blank=True)
    external_id = models.CharField(max_length=200, blank=True)
    notes = models.TextField(blank=True)
    shares_tickets = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = WorkspaceManager["Organisation"]()

    class Meta:
        constraints = [
            models.UniqueConstraint("workspace", Lower("name"), name="one_organisation_per_name"),
            models.UniqueConstraint(
                fields=["workspace", "external_id"],
                condition=~models.Q(external_id=""),
                name="one_organisation_per_external_id",
            ),
        ]
        indexes = [GinIndex(fields=["domains"], name="organisation_domains")]

    def __str__(self) -> str:
        return self.name
