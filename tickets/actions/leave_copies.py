"""Be in copy on a colleague's ticket no more."""

from helpdesk.accounts.actors import Actor
from tickets.copies import lock_shared, save_copies
from tickets.models import Ticket


def leave_copies(ticket: Ticket, *, actor: Actor) -> Ticket:
    """The ticket without the acting customer in copy; repeating it changes nothing.

    Raises Forbidden for one's own ticket, NotFound for one that the customer does not see.
    """
    locked = lock_shared(ticket, actor=actor)
    return save_copies(locked, [email for email in locked.cc_emails if email != actor.email], actor=actor)
