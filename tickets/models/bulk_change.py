"""One change made to many tickets, as a job."""

from django.db import models

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Membership, Workspace
from helpdesk.accounts.tenancy import WorkspaceManager
from helpdesk.lib.ids import new_id
from tickets.models.ticket import Ticket


class BulkChangeQuerySet(models.QuerySet["BulkChange"]):
    """Questions about changes of many."""

    def visible_to(self, actor: Actor) -> "BulkChangeQuerySet":
        """Those that this member started: what was found and done in it is for nobody else."""
        return self.filter(member=actor.member_id)

    def newest_first(self) -> "BulkChangeQuerySet":
        """The order of every list; ids settle ties."""
        return self.order_by("-created_at", "-id")


BulkChangeManager = WorkspaceManager.from_queryset(BulkChangeQuerySet)


class BulkChange(models.Model):
    """``changes`` holds closed values and ids by field, as ``tickets.bulk.changes`` says. Its rows are fixed when it
    starts: what enters the filter later is not touched. One that ``undoes`` another takes its values from the rows of
    that one."""

    class State(models.TextChoices):
        """How far it is."""

        RUNNING = "running"
        DONE = "done"
        STOPPED = "stopped"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="bulk_changes")
    member = models.ForeignKey(Membership, models.PROTECT, related_name="bulk_changes")
    query = models.CharField(max_length=500, blank=True)
    changes = models.JSONField()
    undoes = models.OneToOneField("self", models.CASCADE, null=True, blank=True, related_name="undo")
    state = models.CharField(max_length=8, choices=State, default=State.RUNNING)
    total = models.PositiveIntegerField()
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = BulkChangeManager()

    class Meta:
        indexes = [models.Index("member", models.F("created_at").desc(), models.F("id").desc(), name="bulk_newest")]

    def __str__(self) -> str:
        return f"{self.total} tickets: {self.state}"


class BulkRow(models.Model):
    """One ticket of a bulk change. ``before`` and ``after`` hold what it changed, by field; ``problem`` says why it was
    refused, or what was left as it is."""

    class State(models.TextChoices):
        """What became of it."""

        WAITING = "waiting"
        CHANGED = "changed"
        SAME = "same"
        REFUSED = "refused"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="bulk_rows")
    bulk_change = models.ForeignKey(BulkChange, models.CASCADE, related_name="rows")
    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="bulk_rows")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    problem = models.CharField(max_length=300, blank=True)
    before = models.JSONField(default=dict, blank=True)
    after = models.JSONField(default=dict, blank=True)

    objects = WorkspaceManager["BulkRow"]()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["bulk_change", "ticket"], name="one_row_per_ticket")]
        indexes = [models.Index(fields=["bulk_change", "state"], name="bulk_row_by_state")]

    def __str__(self) -> str:
        return f"{self.ticket_id}: {self.state}"
