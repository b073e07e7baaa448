"""Have seen one notice."""

from helpdesk.accounts.actors import Actor
from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import NotFound
from tickets.models import Notice
from tickets.notices.inbox import own_notices


def read_notice(notice: Notice, *, actor: Actor) -> Notice:
    """The notice, read; it keeps the first time. Raises NotFound for one that is not the actor's own.

    No event tells of it: what somebody has read is nobody else's business.
    """
    now = current_unit().now
    found = own_notices(actor).select_for_update().filter(pk=notice.pk).first()
    if found is None:
        raise NotFound("notice")
    if found.read_at is None:
        found.read_at = now
        found.save(update_fields=["read_at"])
    return found
