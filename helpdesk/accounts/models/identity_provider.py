"""Where members of a workspace may prove who they are."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from helpdesk.accounts.models.workspace import Workspace
from helpdesk.accounts.tenancy import WorkspaceManager
from helpdesk.lib.ids import new_id


class IdentityProvider(models.Model):
    """One OpenID provider of one workspace; never used for another, whatever addresses it claims.

    ``role_for_group`` maps a group the provider names to a role here; a group that is not in it gives nothing.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="identity_providers")
    name = models.CharField(max_length=60)
    issuer = models.URLField(max_length=300)
    client_id = models.CharField(max_length=200)
    sealed_secret = models.BinaryField(blank=True)
    audiences = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    group_claim = models.CharField(max_length=60, default="groups")
    role_for_group = models.JSONField(default=dict, blank=True)
    is_active = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = WorkspaceManager["IdentityProvider"]()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "issuer"], name="one_provider_per_issuer")]

    def __str__(self) -> str:
        return self.name
