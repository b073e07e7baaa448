"""A user's place in a workspace."""

from django.db import models

from helpdesk.accounts.models.role import Role as CustomRole
from helpdesk.accounts.models.user import User
from helpdesk.accounts.models.workspace import Workspace
from helpdesk.accounts.scopes import PERMISSIONS, ROLE_SCOPES, expand
from helpdesk.accounts.tenancy import WorkspaceManager
from helpdesk.lib.ids import new_id


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Questions about members."""

    def holding(self, permission: str) -> "MembershipQuerySet":
        """Those whose role, built-in or custom, gives a permission."""
        roles = [role for role, scopes in ROLE_SCOPES.items() if permission in scopes]
        giving = [name for name in PERMISSIONS if permission in expand([name])]
        return self.filter(
            models.Q(custom_role=None, role__in=roles) | models.Q(custom_role__permissions__overlap=giving)
        )


MembershipManager = WorkspaceManager.from_queryset(MembershipQuerySet)


class Membership(models.Model):
    """Who works here, in which role; a ``custom_role`` takes the place of what ``role`` would give.

    A member who leaves is deactivated, so that history keeps its names. ``notices`` maps an occasion to how the member
    wants to hear of it (``accounts.notices``); what is not in it goes by the default.
    """

    class Role(models.TextChoices):
        """What a member may do; ``accounts.scopes`` says it in scopes."""

        ADMIN = "admin"
        AGENT = "agent"
        VIEWER = "viewer"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=8, choices=Role)
    custom_role = models.ForeignKey(CustomRole, models.PROTECT, null=True, blank=True, related_name="memberships")
    signature = models.CharField(max_length=1000, blank=True)
    notices = models.JSONField(default=dict, blank=True)
    last_seen_at = models.DateTimeField(null=True, blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = MembershipManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "user"], name="one_membership_per_user")]

    def __str__(self) -> str:
        return self.user.name
