"""Invitations to work in a workspace."""

from django.db import models

from helpdesk.accounts.models.membership import Membership
from helpdesk.accounts.models.role import Role
from helpdesk.accounts.models.team import Team
from helpdesk.accounts.models.workspace import Workspace
from helpdesk.accounts.tenancy import WorkspaceManager
from helpdesk.lib.ids import new_id


class Invitation(models.Model):
    """An address that may join in a role. The mailed link names the row; it opens once, until it expires."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="invitations")
    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=120, blank=True)
    role = models.CharField(max_length=8, choices=Membership.Role)
    custom_role = models.ForeignKey(Role, models.PROTECT, null=True, blank=True, related_name="invitations")
    teams = models.ManyToManyField(Team, blank=True, related_name="invitations")
    invited_by = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = WorkspaceManager["Invitation"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "email"],
                condition=models.Q(accepted_at=None, revoked_at=None),
                name="one_open_invitation_per_address",
            )
        ]

    def __str__(self) -> str:
        return f"{self.email} as {self.role}"
