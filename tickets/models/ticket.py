"""A ticket: one request of one customer."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Customer, Membership, Workspace
from helpdesk.accounts.tenancy import WorkspaceManager
from helpdesk.lib.ids import new_id
from tickets.status import UNDONE, Priority, Status
from workflow.models import CustomStatus, Queue, TicketType


class TicketQuerySet(models.QuerySet["Ticket"]):
    """Questions about tickets."""

    def visible_to(self, actor: Actor) -> "TicketQuerySet":
        """The tickets this actor may see: the one rule for lists, search, pages, APIs, reports and exports."""
        tickets = self.filter(is_test=actor.test_mode)
        if actor.kind == "customer":
            return tickets.filter(read_by_customer(actor))
        if actor.kind == "system":
            return tickets
        # Put as what is hidden: a list of a few queues, which leaves the order of the newest to its index.
        return tickets.exclude(queue__in=actor.workspace.queues.hidden_from(actor).values("pk"))

    def newest_first(self) -> "TicketQuerySet":
        """The order of every list; ids settle ties."""
        return self.order_by("-created_at", "-id")


def read_by_customer(actor: Actor) -> models.Q:
    """Their own tickets; signed in, also those of an organisation that shares them, without spam and what the team
    keeps in private queues."""
    own = models.Q(requester_id=actor.id)
    if actor.organisation_id is None:
        return own
    colleagues = actor.workspace.customers.filter(organisation_id=actor.organisation_id)
    private = actor.workspace.queues.filter(access=Queue.Access.PRIVATE)
    return own | (
        models.Q(requester__in=colleagues.values("pk"), is_spam=False) & ~models.Q(queue__in=private.values("pk"))
    )


TicketManager = WorkspaceManager.from_queryset(TicketQuerySet)


class Ticket(models.Model):
    """Texts are kept as written: ``body_format`` says how to show them. Every write goes through a verb.

    ``version`` grows with every change and is what writers are held against. ``last_*`` and ``waiting_since`` (when
    the customer's oldest unanswered message came) are kept for the list, which must not look through comments.
    ``status`` is the kind, ``custom_status`` the workspace's own word of that kind where one was chosen. ``custom``
    holds the values of custom fields by key, next to whatever else an integration keeps there. A merged ticket is
    closed and names in ``merged_into`` where its conversation went.
    """

    class TextFormat(models.TextChoices):
        """How a text was written."""

        PLAIN = "plain"
        MARKDOWN = "markdown"

    class Channel(models.TextChoices):
        """How the request reached us."""

        API = "api"
        PORTAL = "portal"
        DESK = "desk"
        EMAIL = "email"
        PHONE = "phone"
        CHAT = "chat"
        WIDGET = "widget"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="tickets")
    number = models.PositiveIntegerField()
    subject = models.CharField(max_length=256)
    body = models.TextField()
    body_format = models.CharField(max_length=8, choices=TextFormat, default=TextFormat.PLAIN)
    channel = models.CharField(max_length=8, choices=Channel)
    status = models.CharField(max_length=12, choices=Status, default=Status.OPEN)
    priority = models.CharField(max_length=8, choices=Priority, default=Priority.MEDIUM)
    requester = models.ForeignKey(Customer, models.PROTECT, related_name="tickets")
    assignee = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="assigned_tickets")
    queue = models.ForeignKey(Queue, models.PROTECT, related_name="tickets")
    custom_status = models.ForeignKey(CustomStatus, models.PROTECT, null=True, blank=True, related_name="tickets")
    type = models.ForeignKey(TicketType, models.PROTECT, null=True, blank=True, related_name="tickets")
    custom = models.JSONField(default=dict, blank=True)
    snoozed_until = models.DateTimeField(null=True, blank=True)
    is_spam = models.BooleanField(default=False)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    tags = ArrayField(models.CharField(max_length=64), default=list, blank=True)
    cc_emails = ArrayField(models.EmailField(max_length=254), default=list, blank=True)
    is_test = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)  # when its texts were; what was said later is not
    first_response_at = models.DateTimeField(null=True, blank=True)
    waiting_since = models.DateTimeField(null=True, blank=True)
    last_message = models.CharField(max_length=160, blank=True)
    last_message_at = models.DateTimeField()
    last_message_kind = models.CharField(max_length=8, default="customer")

    objects = TicketManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "number"], name="one_ticket_per_number")]
        indexes = [
            models.Index(
                "workspace", "is_test", models.F("created_at").desc(), models.F("id").desc(), name="ticket_newest"
            ),
            models.Index(
                "workspace", "status", models.F("created_at").desc(), models.F("id").desc(), name="ticket_by_status"
            ),
            models.Index(
                "assignee", "status", models.F("created_at").desc(), models.F("id").desc(), name="ticket_by_assignee"
            ),
            # "Open" of several contracts stands for more than one kind, so the index above cannot give their order;
            # this one holds only the work in hand, however much is done.
            models.Index(
                "workspace",
                "is_test",
                models.F("created_at").desc(),
                models.F("id").desc(),
                condition=models.Q(status__in=UNDONE),
                name="ticket_undone",
            ),
            models.Index(
                "queue", "status", models.F("created_at").desc(), models.F("id").desc(), name="ticket_by_queue"
            ),
            models.Index(
                fields=["snoozed_until"], condition=models.Q(snoozed_until__isnull=False), name="ticket_snoozed"
            ),
            models.Index(
                "workspace",
                "is_test",
                models.F("created_at").desc(),
                models.F("id").desc(),
                condition=models.Q(is_spam=True),
                name="ticket_spam",
            ),
            # What is due to be closed, and what to be erased: the sweeps cost by that, not by what exists.
            models.Index(
                fields=["workspace", "resolved_at"], condition=models.Q(status=Status.RESOLVED), name="ticket_resolved"
            ),
            models.Index(
                fields=["workspace", "closed_at"],
                condition=models.Q(status=Status.CLOSED)
                & (models.Q(erased_at=None) | models.Q(erased_at__lt=models.F("closed_at"))),
                name="ticket_not_erased",
            ),
            models.Index("requester", models.F("created_at").desc(), models.F("id").desc(), name="ticket_by_requester"),
            GinIndex(fields=["tags"], name="ticket_tags"),
            GinIndex(fields=["custom"], opclasses=["jsonb_path_ops"], name="ticket_custom"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.subject}"

    @property
    def reference(self) -> str:
        """The number people read, such as ``TKT-0042``."""
        return f"TKT-{self.number:04d}"
