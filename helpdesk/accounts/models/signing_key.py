"""Keys that sign the links we mail."""

from django.db import models

from helpdesk.accounts.models.workspace import Workspace
from helpdesk.accounts.tenancy import WorkspaceManager
from helpdesk.lib.ids import new_id


class SigningKey(models.Model):
    """A secret of one workspace, sealed; links name it by id. The newest that is not retired signs, all verify."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="signing_keys")
    sealed = models.BinaryField()
    created_at = models.DateTimeField(auto_now_add=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = WorkspaceManager["SigningKey"]()

    def __str__(self) -> str:
        return str(self.id)
