"""Mail on its way out."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from helpdesk.accounts.models import Workspace
from helpdesk.accounts.tenancy import WorkspaceManager
from helpdesk.lib.ids import new_id
from tickets.models.ticket import Ticket


class OutboundMail(models.Model):
    """One mail, about a ticket or to a person of the workspace, with its Message-ID fixed when it is queued, so that a
    repeat is recognisably the same.

    One event makes one mail of a kind for an address; the database says so, and handlers may run twice. ``accepted``
    are the addresses that have it already: when a server takes some and puts off others, only these get the repeat.
    """

    class State(models.TextChoices):
        """Where it is; what is held is never sent (``mail.restraint``)."""

        QUEUED = "queued"
        SENT = "sent"
        FAILED = "failed"
        HELD = "held"

    class Kind(models.TextChoices):
        """Which occasion. REPLY goes to the customer, ANSWERED and RATED tell the assignee what the customer did."""

        CONFIRMATION = "confirmation"
        REPLY = "reply"
        ASSIGNED = "assigned"
        ANSWERED = "answered"
        RESOLVED = "resolved"
        SURVEY = "survey"
        SIGN_IN = "sign_in"
        LINK = "link"
        MENTION = "mention"
        NOTE = "note"
        RATED = "rated"
        DIGEST = "digest"
        INVITATION = "invitation"
        ACCOUNT = "account"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="outbound_mail")
    ticket = models.ForeignKey(Ticket, models.CASCADE, null=True, blank=True, related_name="outbound_mail")
    event_id = models.BigIntegerField()
    kind = models.CharField(max_length=12, choices=Kind)
    message_id = models.CharField(max_length=200, unique=True)
    to = models.EmailField(max_length=254)
    cc = ArrayField(models.EmailField(max_length=254), default=list, blank=True)
    from_name = models.CharField(max_length=200)
    from_email = models.EmailField(max_length=254)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField()
    headers = models.JSONField(default=dict)
    empty_sender = models.BooleanField(default=False)
    accepted = ArrayField(models.EmailField(max_length=254), default=list, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=500, blank=True)
    queued_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = WorkspaceManager["OutboundMail"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event_id", "kind", "to"], name="one_mail_per_event_kind_address")
        ]
        indexes = [
            models.Index(fields=["ticket", "queued_at"], name="mail_by_ticket"),
            models.Index(
                fields=["to", "queued_at"],
                condition=models.Q(kind__in=["confirmation", "link", "sign_in"]),
                name="mail_anybody_can_cause",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} to {self.to}: {self.state}"
