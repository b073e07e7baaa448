"""A member's inbox of what concerns him."""

from django.db import models

from helpdesk.accounts.models import Membership, Workspace
from helpdesk.accounts.tenancy import WorkspaceManager
from helpdesk.lib.ids import new_id
from tickets.models.comment import Comment
from tickets.models.ticket import Ticket


class Notice(models.Model):
    """One thing a member should know of: once for each event, however often its handler runs.

    ``mailed_at`` is set when it went out by mail, at once or in a digest. ``digest_at`` is when it is due in one,
    unless it was read, or its member seen, before.
    """

    class Kind(models.TextChoices):
        """Why."""

        MENTION = "mention"
        ASSIGNED = "assigned"
        REPLY = "reply"
        NOTE = "note"
        RATING = "rating"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="notices")
    member = models.ForeignKey(Membership, models.CASCADE, related_name="inbox")
    kind = models.CharField(max_length=8, choices=Kind)
    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="notices")
    comment = models.ForeignKey(Comment, models.CASCADE, null=True, blank=True, related_name="notices")
    event_id = models.BigIntegerField()
    who = models.CharField(max_length=120)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)
    digest_at = models.DateTimeField(null=True, blank=True)

    objects = WorkspaceManager["Notice"]()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "event_id"], name="one_notice_per_event")]
        indexes = [
            models.Index("member", models.F("created_at").desc(), models.F("id").desc(), name="notice_newest"),
            models.Index(
                "member",
                models.F("created_at").desc(),
                models.F("id").desc(),
                condition=models.Q(read_at=None),
                name="notice_unread",
            ),
            models.Index(
                fields=["digest_at"],
                condition=models.Q(digest_at__isnull=False, mailed_at=None, read_at=None),
                name="notice_due",
            ),
            models.Index(
                fields=["member", "mailed_at"],
                condition=models.Q(digest_at__isnull=False, mailed_at__isnull=False),
                name="notice_digested",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} for {self.member_id}"
