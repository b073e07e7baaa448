"""What nobody needs after ninety days: notices that were read, and changes of many tickets that are over."""

import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from tickets.models import BulkChange, Notice

KEPT = datetime.timedelta(days=90)
AT_ONCE = 2000


def forget_read_notices() -> None:
    """Delete notices read over ninety days ago; what is unread stays."""
    notices = Notice.objects.across_workspaces("read notices grow old in every workspace alike")
    while delete_some(notices.filter(read_at__lt=timezone.now() - KEPT)):
        pass


def forget_bulk_changes() -> None:
    """Delete changes that were begun over ninety days ago and are over, with their rows; the audit log tells of them
    still. One whose undoing is younger stays as long as that."""
    changes = BulkChange.objects.across_workspaces("changes of many tickets grow old in every workspace alike")
    limit = timezone.now() - KEPT
    over = changes.filter(created_at__lt=limit).exclude(state=BulkChange.State.RUNNING)
    while delete_some(over.exclude(undo__created_at__gte=limit), at_once=20):
        pass


def delete_some(rows: QuerySet[Any], at_once: int = AT_ONCE) -> int:
    """Delete a batch, with what belongs to it, in a transaction of its own; how many went."""
    batch = list(rows.order_by("pk").values_list("pk", flat=True)[:at_once])
    rows.filter(pk__in=batch).delete()
    return len(batch)
