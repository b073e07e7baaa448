"""Remember when a key was last used."""

import datetime

from django.utils import timezone

from helpdesk.accounts.models import ApiKey

PRECISION = datetime.timedelta(minutes=1)  # fresh enough for people, and no write on every request


def note_key_use(key: ApiKey) -> None:
    """Stamp ``last_used_at``, at most once a minute; no event, because it is bookkeeping of reads."""
    now = timezone.now()
    if key.last_used_at is None or now - key.last_used_at > PRECISION:
        ApiKey.objects.across_workspaces("a request was made with exactly this key").filter(pk=key.pk).update(
            last_used_at=now
        )
        key.last_used_at = now
