"""Where tickets wait for those who work on them."""

from django.db import models
from django.db.models.functions import Lower

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Team, Workspace
from helpdesk.accounts.scopes import TICKETS_ALL_QUEUES
from helpdesk.accounts.tenancy import WorkspaceManager


class QueueQuerySet(models.QuerySet["Queue"]):
    """Questions about queues."""

    def hidden_from(self, actor: Actor) -> "QueueQuerySet":
        """The queues whose tickets this actor must not see: the one rule behind ``tickets.visible_to``."""
        restricted = [Queue.Access.PRIVATE]
        if not actor.may(TICKETS_ALL_QUEUES):
            restricted.append(Queue.Access.TEAMS)
        queues = self.filter(access__in=restricted)
        return queues if actor.member_id is None else queues.exclude(teams__members=actor.member_id)

    def visible_to(self, actor: Actor) -> "QueueQuerySet":
        """The queues this actor may see, in their order."""
        queues = self.order_by("position", "id")
        if actor.kind == "system":
            return queues
        return queues.exclude(pk__in=actor.workspace.queues.hidden_from(actor).values("pk"))


QueueManager = WorkspaceManager.from_queryset(QueueQuerySet)


class Queue(models.Model):
    """Each ticket is in one. New ones go to the default, which every workspace has from the start (``Inbox``)."""

    class Access(models.TextChoices):
        """Who sees its tickets: everyone; its teams and whoever may see all queues; its teams and nobody else."""

        EVERYONE = "everyone"
        TEAMS = "teams"
        PRIVATE = "private"

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="queues")
    name = models.CharField(max_length=255)
    description = models.CharField(max_length=500, blank=True)
    access = models.CharField(max_length=8, choices=Access, default=Access.EVERYONE)
    teams = models.ManyToManyField(Team, related_name="queues", blank=True)
    is_default = models.BooleanField(default=False)
    is_builtin = models.BooleanField(default=False)
    position = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = QueueManager()

    class Meta:
        constraints = [
            models.UniqueConstraint("workspace", Lower("name"), name="one_queue_per_name"),
            models.UniqueConstraint("workspace", condition=models.Q(is_default=True), name="one_default_queue"),
        ]

    def __str__(self) -> str:
        return self.name
