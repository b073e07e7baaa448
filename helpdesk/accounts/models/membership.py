"""A user's place in a workspace."""

from django.db import models

from helpdesk.accounts.models.user import User
from helpdesk.accounts.models.workspace import Workspace
from helpdesk.accounts.tenancy import WorkspaceManager
from helpdesk.lib.ids import new_id


class Membership(models.Model):
    """Who works here, in which role. A member who leaves is deactivated, so that history keeps its names."""

    class Role(models.TextChoices):
        """What a member may do; ``accounts.scopes`` says it in scopes."""

        ADMIN = "admin"
        AGENT = "agent"
        VIEWER = "viewer"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=8, choices=Role)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = WorkspaceManager["Membership"]()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "user"], name="one_membership_per_user")]

    def __str__(self) -> str:
        return f"{self.user_id} as {self.role}"
