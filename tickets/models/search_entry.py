"""The words of a ticket, in a side table filled after the fact."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from helpdesk.accounts.models import Workspace
from helpdesk.accounts.tenancy import WorkspaceManager
from tickets.models.ticket import Ticket


class SearchEntry(models.Model):
    """``document`` holds the words of subject, text and comments plus marker lexemes: workspace, queue, month.

    With the workspace in the index a small workspace never pays for a big one; with the month a common word is
    answered from the newest months back instead of from everything. ``created_at`` is the ticket's, so that the newest
    hits are known before any ticket is looked at.
    """

    ticket = models.OneToOneField(Ticket, models.CASCADE, primary_key=True, related_name="search_entry")
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="search_entries")
    created_at = models.DateTimeField()
    document = SearchVectorField()

    objects = WorkspaceManager["SearchEntry"]()

    class Meta:
        indexes = [GinIndex(fields=["document"], name="search_document", fastupdate=False)]

    def __str__(self) -> str:
        return f"words of {self.ticket_id}"
