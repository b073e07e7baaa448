"""Links that open one ticket without an account."""

from django.db import models

from helpdesk.accounts.models import Customer, Workspace
from helpdesk.accounts.tenancy import WorkspaceManager
from helpdesk.lib.ids import new_id
from tickets.models.ticket import Ticket


class MagicLink(models.Model):
    """A link that was given out: kept so that it can be revoked. The token itself is never stored.

    ``customer`` is the requester: who holds a tracking link acts as that person, who holds a shared one only reads what
    that person reads.
    """

    class Purpose(models.TextChoices):
        """What the holder may do."""

        TRACKING = "tracking"
        RATING = "rating"
        SHARE = "share"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="magic_links")
    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="magic_links")
    customer = models.ForeignKey(Customer, models.CASCADE, related_name="magic_links")
    purpose = models.CharField(max_length=8, choices=Purpose)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = WorkspaceManager["MagicLink"]()

    def __str__(self) -> str:
        return f"{self.purpose} link of {self.ticket_id}"
