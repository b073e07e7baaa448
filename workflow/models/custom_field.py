"""Fields that a workspace adds to its tickets."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower

from helpdesk.accounts.models import Workspace
from helpdesk.accounts.tenancy import WorkspaceManager
from workflow.models.queue import Queue


class CustomField(models.Model):
    """What a value under ``key`` must be. The values stand on the ticket, one JSON object behind every contract.

    ``key`` and ``kind`` never change. Without queues it is asked for in all. Archived, it is shown where it has a value
    and asked for no more. Choices that were taken away are kept as ``retired_choices``: tickets that hold one stay
    valid, and it is offered no more.
    """

    class Kind(models.TextChoices):
        """The kinds of value."""

        TEXT = "text"
        NUMBER = "number"
        SELECT = "select"
        MULTI_SELECT = "multi_select"
        BOOLEAN = "boolean"
        DATE = "date"
        URL = "url"

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="custom_fields")
    key = models.SlugField(max_length=40)
    label = models.CharField(max_length=60)
    help_text = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=12, choices=Kind)
    choices = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    retired_choices = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    is_required = models.BooleanField(default=False)
    is_visible_to_customers = models.BooleanField(default=False)
    queues = models.ManyToManyField(Queue, related_name="custom_fields", blank=True)
    position = models.PositiveIntegerField(default=0)
    archived_at = models.DateTimeField(null=True, blank=True)

    objects = WorkspaceManager["CustomField"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "key"], name="one_field_per_key"),
            models.UniqueConstraint("workspace", Lower("label"), name="one_field_per_label"),
        ]

    def __str__(self) -> str:
        return self.label
