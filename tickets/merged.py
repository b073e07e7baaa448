"""Where a merged ticket's conversation goes on, and which tickets came into one."""

import uuid

from tickets.models import Ticket


def destination_of(ticket: Ticket) -> Ticket:
    """The ticket in which the conversation goes on: itself when it was never merged. Merges make no circles."""
    current = ticket
    while current.merged_into is not None:
        following: Ticket = current.merged_into
        following.workspace = ticket.workspace
        current = following
    return current


def all_merged_into(ticket: Ticket) -> set[uuid.UUID]:
    """The ids of every ticket that came into this one, directly or through another."""
    found: set[uuid.UUID] = set()
    layer: set[uuid.UUID] = {ticket.pk}
    while layer:
        layer = set(ticket.workspace.tickets.filter(merged_into__in=layer).values_list("id", flat=True))
        found |= layer
    return found
