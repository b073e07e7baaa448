"""What members find in their inbox at first: no handler runs for history, so nobody else writes notices of it."""

import datetime

from helpdesk.accounts.members.notices import Way
from helpdesk.accounts.models import Workspace
from helpdesk.demo.hours import DAY
from helpdesk.events.models import Event
from helpdesk.events.unit import Unit
from tickets.models import Notice
from tickets.notices.handlers import new_notice
from tickets.notices.occasion import assignment_occasion, comment_occasion
from workflow.audience import members_who_see

OCCASIONS = {"ticket.comment_added": comment_occasion, "ticket.assigned": assignment_occasion}
DAYS, UNREAD_DAYS = 4, 2
READ_AFTER = datetime.timedelta(hours=1)


def leave_notices(workspace: Workspace, unit: Unit, *, until: datetime.datetime) -> None:
    """The notices of the last days, the older of them read; nothing of it goes out by mail."""
    events = Event.objects.filter(workspace_id=workspace.pk, type__in=OCCASIONS, created_at__gte=until - DAYS * DAY)
    for event in events.order_by("id"):
        unit.now = event.created_at
        workspace.notices.bulk_create(notices_of(event, is_read=event.created_at < until - UNREAD_DAYS * DAY))


def notices_of(event: Event, *, is_read: bool) -> list[Notice]:
    """One for each member who was to hear of it and sees the ticket."""
    occasion = OCCASIONS[event.type](event)
    if occasion is None or occasion.ticket.is_spam or not occasion.kinds:
        return []
    hearing = members_who_see(occasion.ticket.queue).filter(pk__in=occasion.kinds).order_by("pk")
    rows = [new_notice(event, occasion, member, Way.INBOX) for member in hearing]
    for row in rows:
        row.read_at = event.created_at + READ_AFTER if is_read else None
    return rows
