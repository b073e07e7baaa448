"""What a member finds in the inbox: their own notices, of tickets that they may see now."""

from django.db.models import QuerySet

from helpdesk.accounts.actors import Actor
from tickets.models import Notice


def own_notices(actor: Actor) -> QuerySet[Notice]:
    """All that a member was told."""
    found: QuerySet[Notice] = actor.workspace.notices.filter(member=actor.id)
    return found


def inbox_of(actor: Actor) -> QuerySet[Notice]:
    """What of it may still be shown."""
    return own_notices(actor).filter(ticket__in=actor.workspace.tickets.visible_to(actor))
