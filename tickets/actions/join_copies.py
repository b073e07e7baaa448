"""Have oneself put in copy on a colleague's ticket."""

from helpdesk.accounts.actors import Actor
from tickets.copies import lock_shared, save_copies
from tickets.models import Ticket


def join_copies(ticket: Ticket, *, actor: Actor) -> Ticket:
    """The ticket, whose replies the acting customer gets in copy from now on; repeating it changes nothing.

    For signed-in customers whose organisation shares its tickets: they may read this one, and copies say no more.
    Raises Invalid when 20 are in copy already, Forbidden for one's own ticket, NotFound for one that is not seen.
    """
    locked = lock_shared(ticket, actor=actor)
    return save_copies(locked, [*locked.cc_emails, actor.email], actor=actor)
