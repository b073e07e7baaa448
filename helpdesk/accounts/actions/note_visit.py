"""Remember when a member was last at the desk."""

import datetime

from django.db.models import Q
from django.utils import timezone

from helpdesk.accounts.models import Membership

PRECISION = datetime.timedelta(minutes=1)  # fresh enough to know who is away, and no write on every page


def note_visit(membership: Membership) -> None:
    """Stamp ``last_seen_at``, at most once a minute; no event, because it is bookkeeping of reads."""
    now = timezone.now()
    if membership.last_seen_at is not None and now - membership.last_seen_at < PRECISION:
        return
    members = Membership.objects.across_workspaces("a page was opened by exactly this member")
    stale = Q(last_seen_at=None) | Q(last_seen_at__lt=now - PRECISION)
    members.filter(stale, pk=membership.pk).update(last_seen_at=now)
    membership.last_seen_at = now
