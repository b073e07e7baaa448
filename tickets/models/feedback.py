"""How a customer rated the help."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from helpdesk.accounts.models import Membership, Workspace
from helpdesk.accounts.tenancy import WorkspaceManager
from helpdesk.lib.ids import new_id
from tickets.models.ticket import Ticket


class Feedback(models.Model):
    """One rating per ticket, ever, whatever the door: the database says so. ``score`` is 1 (bad) to 5 (good).

    ``member`` is who had the ticket when it was rated.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="feedback")
    ticket = models.OneToOneField(Ticket, models.CASCADE, related_name="feedback")
    score = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(5)])
    comment = models.CharField(max_length=1000, blank=True)
    member = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="feedback")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    objects = WorkspaceManager["Feedback"]()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(score__gte=1, score__lte=5), name="feedback_score_1_to_5")
        ]
        indexes = [models.Index(fields=["workspace", "created_at"], name="feedback_by_time")]

    def __str__(self) -> str:
        return f"{self.score}/5"
