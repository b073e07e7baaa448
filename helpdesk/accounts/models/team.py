"""Members who work together."""

from django.db import models
from django.db.models.functions import Lower

from helpdesk.accounts.models.membership import Membership
from helpdesk.accounts.models.workspace import Workspace
from helpdesk.accounts.tenancy import WorkspaceManager
from helpdesk.lib.ids import new_id


class Team(models.Model):
    """Queues are opened to teams; whoever is in one sees those queues."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="teams")
    name = models.CharField(max_length=60)
    members = models.ManyToManyField(Membership, related_name="teams", blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = WorkspaceManager["Team"]()

    class Meta:
        constraints = [models.UniqueConstraint("workspace", Lower("name"), name="one_team_per_name")]

    def __str__(self) -> str:
        return self.name
