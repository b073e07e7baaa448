"""Kinds of request."""

from django.db import models
from django.db.models.functions import Lower

from helpdesk.accounts.models import Workspace
from helpdesk.accounts.tenancy import WorkspaceManager


class TicketType(models.Model):
    """``word`` is its name in contracts and never changes; ``name`` is what people read."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="ticket_types")
    word = models.SlugField(max_length=40)
    name = models.CharField(max_length=60)
    is_offered = models.BooleanField(default=True)  # on the portal's form
    is_builtin = models.BooleanField(default=False)
    position = models.PositiveIntegerField(default=0)
    archived_at = models.DateTimeField(null=True, blank=True)

    objects = WorkspaceManager["TicketType"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "word"], name="one_type_per_word"),
            models.UniqueConstraint("workspace", Lower("name"), name="one_type_per_name"),
        ]

    def __str__(self) -> str:
        return self.name
