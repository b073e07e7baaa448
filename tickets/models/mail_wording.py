"""A workspace's own words in the mails it sends."""

from django.db import models

from helpdesk.accounts.models import Workspace
from helpdesk.accounts.tenancy import WorkspaceManager
from helpdesk.lib.ids import new_id


class MailWording(models.Model):
    """The subject and the opening text of one kind of mail in one language; empty keeps the product's own.

    Both may name ``{name}``, ``{reference}``, ``{subject}`` and ``{company}``, and nothing else.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="mail_wordings")
    kind = models.CharField(max_length=12)
    language = models.CharField(max_length=12)
    subject = models.CharField(max_length=200, blank=True)
    opening = models.TextField(max_length=2000, blank=True)

    objects = WorkspaceManager["MailWording"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "kind", "language"], name="one_wording_per_kind_language")
        ]

    def __str__(self) -> str:
        return f"{self.kind} in {self.language}"
