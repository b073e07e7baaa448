"""Who sees a queue: the rule of ``QueueQuerySet.hidden_from`` from its other side; a test holds the two together."""

from django.db.models import Q

from helpdesk.accounts.models.membership import MembershipQuerySet
from helpdesk.accounts.scopes import TICKETS_ALL_QUEUES, TICKETS_READ
from workflow.models import Queue


def members_who_see(queue: Queue) -> MembershipQuerySet:
    """The members who work here and see the tickets of this queue, with their users."""
    members = queue.workspace.memberships
    here: MembershipQuerySet = (
        members.holding(TICKETS_READ).filter(is_active=True, user__is_active=True).select_related("user")
    )
    if queue.access == Queue.Access.EVERYONE:
        return here
    insiders = Q(pk__in=members.filter(teams__queues=queue).values("pk"))
    if queue.access == Queue.Access.TEAMS:
        insiders |= Q(pk__in=members.holding(TICKETS_ALL_QUEUES).values("pk"))
    return here.filter(insiders)
