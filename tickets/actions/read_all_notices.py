"""Have seen everything in the inbox."""

from helpdesk.accounts.actors import Actor
from helpdesk.events.unit import current_unit
from tickets.models import Notice
from tickets.notices.inbox import own_notices


def read_all_notices(newest: Notice, *, actor: Actor) -> int:
    """Mark everything up to ``newest`` as read: what came in since the page was opened stays unread. Returns how many
    were not."""
    now = current_unit().now
    return own_notices(actor).filter(read_at=None, pk__lte=newest.pk).update(read_at=now)
