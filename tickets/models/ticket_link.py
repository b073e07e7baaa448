"""How tickets belong together."""

from django.db import models

from helpdesk.accounts.models import Workspace
from helpdesk.accounts.tenancy import WorkspaceManager
from helpdesk.lib.ids import new_id
from tickets.models.comment import Comment
from tickets.models.ticket import Ticket


class TicketLink(models.Model):
    """``source`` is <kind> ``target``: related to it, split from it, a part of it (``child``).

    ``comment`` is the message that a split began with; it stays where it was said.
    """

    class Kind(models.TextChoices):
        """In which way."""

        RELATED = "related"
        SPLIT = "split"
        CHILD = "child"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="ticket_links")
    kind = models.CharField(max_length=8, choices=Kind)
    source = models.ForeignKey(Ticket, models.CASCADE, related_name="links_out")
    target = models.ForeignKey(Ticket, models.CASCADE, related_name="links_in")
    comment = models.ForeignKey(Comment, models.SET_NULL, null=True, blank=True, related_name="splits")
    created_at = models.DateTimeField()

    objects = WorkspaceManager["TicketLink"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "target", "kind"], name="one_link_of_a_kind"),
            models.CheckConstraint(condition=~models.Q(source=models.F("target")), name="no_link_to_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.kind} {self.target_id}"
