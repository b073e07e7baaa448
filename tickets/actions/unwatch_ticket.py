"""Stop following a ticket."""

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Membership
from tickets.actions.kit import lock_ticket, record_on
from tickets.actions.watch_ticket import require_may_name
from tickets.models import Ticket


def unwatch_ticket(ticket: Ticket, *, actor: Actor, member: Membership) -> Ticket:
    """The ticket, no longer followed by ``member``; somebody who did not follow it changes nothing.

    Raises Forbidden for taking a colleague away without the permission to write.
    """
    require_may_name(actor, member)
    locked = lock_ticket(ticket, actor=actor)
    removed, _ = locked.watchers.filter(member=member).delete()
    if removed:
        record_on(locked, "ticket.unwatched", actor=actor, data={"member_id": str(member.pk)}, internal=True)
    return locked
