"""Ask for the link to one's own ticket, without having it."""

import datetime
import re

from helpdesk.accounts.actors import customer_actor, system_actor
from helpdesk.accounts.customers.addresses import owner_of
from helpdesk.accounts.models import Workspace
from helpdesk.events.models import Event
from helpdesk.events.unit import current_unit
from tickets.actions.kit import lock_ticket, record_on
from tickets.models import Ticket

REFERENCE = re.compile(r"(?:TKT-?)?0*([1-9][0-9]{0,8})", re.IGNORECASE | re.ASCII)
MAX_AN_HOUR = 3  # for each ticket: whoever knows number and address must not be able to flood the mailbox
HOUR = datetime.timedelta(hours=1)


def request_link(workspace: Workspace, *, reference: str, email: str) -> None:
    """Have a tracking link mailed to the requester, when number and address belong together.

    ``email`` is an address as ``clean_email`` spells it. Returns nothing whatever it found: no door can tell a
    stranger whether there is such a ticket, or that it has been asked for too often.
    """
    now = current_unit().now
    match = REFERENCE.fullmatch(reference.strip())
    customer = owner_of(workspace, email)
    if match is None or customer is None:
        return
    actor = customer_actor(customer, workspace)
    found: Ticket | None = workspace.tickets.visible_to(actor).filter(number=int(match[1])).first()
    if found is None:
        return
    locked = lock_ticket(found, actor=actor)
    # Events of a locked ticket are exact; rows of links are not, because answers we mail carry links too.
    asked = Event.objects.filter(subject_id=locked.pk, type="ticket.link_requested", created_at__gt=now - HOUR)
    if asked.count() < MAX_AN_HOUR:
        # Not the customer's doing as far as we can know: anybody may have typed number and address.
        record_on(locked, "ticket.link_requested", actor=system_actor(workspace), data={}, internal=True)
