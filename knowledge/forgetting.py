"""What readers did is not kept for ever."""

import datetime

from django.utils import timezone

from helpdesk.accounts.models import Workspace

KEPT = datetime.timedelta(days=183)
AT_ONCE = 5_000


def forget_old_searches() -> None:
    """Delete searches of more than half a year ago, in batches; run by the schedule."""
    before = timezone.now() - KEPT
    for workspace in Workspace.objects.all():
        while old := list(
            workspace.article_searches.filter(created_at__lt=before).values_list("pk", flat=True)[:AT_ONCE]
        ):
            workspace.article_searches.filter(pk__in=old).delete()
