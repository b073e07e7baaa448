"""Roles that a workspace makes for itself."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower

from helpdesk.accounts.models.workspace import Workspace
from helpdesk.accounts.tenancy import WorkspaceManager
from helpdesk.lib.ids import new_id


class Role(models.Model):
    """A set of named permissions (``accounts.scopes.PERMISSIONS``), for members to whom no built-in role fits."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="roles")
    name = models.CharField(max_length=60)
    permissions = ArrayField(models.CharField(max_length=40), default=list)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = WorkspaceManager["Role"]()

    class Meta:
        constraints = [models.UniqueConstraint("workspace", Lower("name"), name="one_role_per_name")]

    def __str__(self) -> str:
        return self.name
