"""How customers sign in: by a mailed link, without a password."""

from django.db import models

from helpdesk.accounts.models.customer import Customer
from helpdesk.accounts.models.workspace import Workspace
from helpdesk.accounts.tenancy import WorkspaceManager
from helpdesk.lib.ids import new_id


class CustomerLink(models.Model):
    """A link to sign in to one workspace's portal. It works once and soon; only its digest is stored."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="customer_links")
    customer = models.ForeignKey(Customer, models.CASCADE, related_name="links")
    digest = models.BinaryField(max_length=32, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    objects = WorkspaceManager["CustomerLink"]()

    class Meta:
        indexes = [models.Index(fields=["expires_at"], name="customer_link_by_expiry")]

    def __str__(self) -> str:
        return f"sign-in link of {self.customer_id}"


class CustomerSession(models.Model):
    """A browser in which a customer is signed in to one workspace's portal; the cookie's digest is stored."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="customer_sessions")
    customer = models.ForeignKey(Customer, models.CASCADE, related_name="sessions")
    digest = models.BinaryField(max_length=32, unique=True)
    browser = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    objects = WorkspaceManager["CustomerSession"]()

    class Meta:
        indexes = [models.Index(fields=["expires_at"], name="customer_session_by_expiry")]

    def __str__(self) -> str:
        return f"session of {self.customer_id}"
