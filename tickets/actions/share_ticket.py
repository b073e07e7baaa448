"""Give out a link with which anybody reads a ticket."""

from dataclasses import dataclass

from helpdesk.accounts.actors import Actor
from tickets.actions.kit import lock_ticket, record_on, require_staff
from tickets.magic_links import new_link
from tickets.models import MagicLink, Ticket


@dataclass(frozen=True)
class SharedLink:
    """A link just made. ``address`` holds its token: it is shown once and stored nowhere."""

    row: MagicLink
    address: str


def share_ticket(ticket: Ticket, *, actor: Actor) -> SharedLink:
    """A link, good for 30 days, with which whoever has it reads what the requester reads and does nothing else.

    Raises Forbidden for a customer, NotFound.
    """
    require_staff(actor)
    locked = lock_ticket(ticket, actor=actor)
    row, address = new_link(locked, customer=locked.requester, purpose=MagicLink.Purpose.SHARE)
    record_on(locked, "ticket.shared", actor=actor, data={"link_id": str(row.pk)}, internal=True)
    return SharedLink(row, address)
