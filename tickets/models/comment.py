"""What was said on a ticket."""

from django.db import models

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Customer, Membership, Workspace
from helpdesk.accounts.tenancy import WorkspaceManager
from helpdesk.lib.ids import new_id
from tickets.models.ticket import Ticket


class CommentQuerySet(models.QuerySet["Comment"]):
    """Questions about comments."""

    def visible_to(self, actor: Actor) -> "CommentQuerySet":
        """Customers never see internal notes."""
        return self if actor.is_staff else self.filter(is_internal=False)

    def oldest_first(self) -> "CommentQuerySet":
        """The order of a conversation."""
        return self.order_by("created_at", "id")


CommentManager = WorkspaceManager.from_queryset(CommentQuerySet)


class Comment(models.Model):
    """A public reply or an internal note.

    ``author_kind`` is an actor's kind; ``author_name`` and ``author_email`` are how it was signed when written.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="comments")
    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="comments")
    body = models.TextField()
    body_format = models.CharField(max_length=8, choices=Ticket.TextFormat, default=Ticket.TextFormat.PLAIN)
    is_internal = models.BooleanField(default=False)
    author_kind = models.CharField(max_length=8)
    author_member = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="comments")
    author_customer = models.ForeignKey(Customer, models.PROTECT, null=True, blank=True, related_name="comments")
    author_name = models.CharField(max_length=120)
    author_email = models.EmailField(max_length=254)
    created_at = models.DateTimeField()

    objects = CommentManager()

    class Meta:
        indexes = [models.Index(fields=["ticket", "created_at", "id"], name="comment_by_ticket")]

    def __str__(self) -> str:
        return f"{self.author_name}: {self.body[:40]}"
