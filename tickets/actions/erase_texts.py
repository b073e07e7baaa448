"""Erase what was said on tickets."""

import uuid
from collections import Counter
from collections.abc import Collection

from helpdesk.accounts.actors import Actor
from helpdesk.events.unit import current_unit
from tickets.actions.kit import record_on, require_staff
from tickets.erasing.texts import erase_texts_of
from tickets.files import discard_files


def erase_texts(ids: Collection[uuid.UUID], *, actor: Actor) -> Counter[str]:
    """What is gone of these tickets of the actor's workspace, by kind; ids that name none are passed over.

    It cannot be undone, and doing it again erases what was said since.
    """
    require_staff(actor)
    now = current_unit().now
    locked = list(actor.workspace.tickets.filter(pk__in=ids).order_by("pk").select_for_update(of=("self",)))
    gone = erase_texts_of(actor.workspace, [ticket.pk for ticket in locked], now)
    gone["files"] = discard_files(actor.workspace.ticket_files.filter(ticket__in=locked), actor=actor)
    for ticket in locked:
        ticket.version += 1
        record_on(ticket, "ticket.erased", actor=actor, data={}, internal=True)
    return gone
