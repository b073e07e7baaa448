"""Throw away, or have sent, what a member had begun to write."""

from helpdesk.accounts.actors import Actor
from helpdesk.events.unit import current_unit
from tickets.models import Ticket


def discard_draft(ticket: Ticket, *, actor: Actor, mode: str) -> bool:
    """Whether there was a draft of the actor's own of this mode on this ticket; it is gone."""
    current_unit()
    removed, _ = actor.workspace.drafts.filter(ticket=ticket.pk, member=actor.id, mode=mode).delete()
    return removed > 0
