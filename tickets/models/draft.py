"""What a member has begun to write."""

from django.db import models

from helpdesk.accounts.models import Membership, Workspace
from helpdesk.accounts.tenancy import WorkspaceManager
from helpdesk.lib.ids import new_id
from tickets.models.ticket import Ticket


class Draft(models.Model):
    """Kept on the server until it is sent or thrown away: one reply and one note for each member and ticket.

    ``seen_version`` is the state of the ticket it was written on.
    """

    class Mode(models.TextChoices):
        """What it would become."""

        REPLY = "reply"
        NOTE = "note"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="drafts")
    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="drafts")
    member = models.ForeignKey(Membership, models.CASCADE, related_name="drafts")
    mode = models.CharField(max_length=8, choices=Mode)
    body = models.TextField()
    seen_version = models.PositiveIntegerField()
    updated_at = models.DateTimeField()

    objects = WorkspaceManager["Draft"]()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ticket", "member", "mode"], name="one_draft_of_a_kind")]

    def __str__(self) -> str:
        return f"{self.mode} begun by {self.member_id}"
