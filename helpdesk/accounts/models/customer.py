"""A person who asks for help in one workspace."""

from django.db import models

from helpdesk.accounts.models.workspace import Workspace
from helpdesk.accounts.tenancy import WorkspaceManager
from helpdesk.lib.ids import new_id


class Customer(models.Model):
    """Known by e-mail; two workspaces that know the same address know two customers."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="customers")
    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=120, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = WorkspaceManager["Customer"]()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "email"], name="one_customer_per_address")]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def display_name(self) -> str:
        """The name, or the address of somebody who gave none."""
        return self.name or self.email
