"""The links that were given out for a ticket."""

from django.db.models import QuerySet

from tickets.merged import all_merged_into
from tickets.models import MagicLink, Ticket


def links_given(ticket: Ticket) -> QuerySet[MagicLink]:
    """All that open the ticket or ever did, also those made for tickets that were merged into it."""
    found: QuerySet[MagicLink] = ticket.workspace.magic_links.filter(ticket__in={ticket.pk, *all_merged_into(ticket)})
    return found
