"""A credential of an integration."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from helpdesk.accounts.models.membership import Membership
from helpdesk.accounts.models.workspace import Workspace
from helpdesk.accounts.tenancy import WorkspaceManager
from helpdesk.lib.ids import new_id


class ApiKey(models.Model):
    """One key of one contract (its audience). Only a hash of the secret is kept; ``public`` finds the row.

    A key that replaces another overlaps with it: the older one gets an ``expires_at`` and works until then.
    """

    class Audience(models.TextChoices):
        """Which contract takes it."""

        PUBLIC = "public"
        WORKFLOW = "workflow"
        CONVERSATION = "conversation"
        SERVICE = "service"
        DESK = "desk"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="api_keys")
    audience = models.CharField(max_length=16, choices=Audience)
    name = models.CharField(max_length=120)
    owner = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="api_keys")
    public = models.CharField(max_length=16, unique=True)
    digest = models.BinaryField(max_length=32)
    scopes = ArrayField(models.CharField(max_length=40), default=list)
    is_test = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    replaced_by = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="replaces")
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = WorkspaceManager["ApiKey"]()

    def __str__(self) -> str:
        return f"{self.name} ({self.public}…)"
