"""Passwords and codes may be guessed only slowly: failures are counted for the person and for the client."""

import datetime
import hashlib

from django.db import connection
from django.db.models import F, Max
from django.db.models.functions import Now
from django.utils import timezone

from helpdesk.accounts.models import Guess
from helpdesk.events.unit import current_unit
from helpdesk.lib.text import clean_email

FREE_FAILURES = 5
FREE_FAILURES_PER_CLIENT = 25  # an office shares one address
LONGEST_WAIT_SECONDS = 900
FORGET_AFTER = datetime.timedelta(hours=24)


class Guesses:
    """The tries at one secret of one person (``person`` names both) from one client, for one unit of work."""

    def __init__(self, person: str, *, client: str) -> None:
        self.now = current_unit().now
        self.person = digest(person)
        self.free = {self.person: FREE_FAILURES, digest(f"client:{client}"): FREE_FAILURES_PER_CLIENT}
        take_turns(self.person)

    def wait_seconds(self) -> int:
        """How long the next try must wait; 0 when it may be made now."""
        locked = Guess.objects.filter(key__in=self.free, locked_until__gt=self.now)
        until = locked.aggregate(until=Max("locked_until"))["until"]
        return int((until - self.now).total_seconds()) + 1 if until else 0

    def failed(self) -> int:
        """Count a failure; returns the seconds that the next try must wait."""
        return max(count_failure(key, free, self.now) for key, free in self.free.items())

    def succeeded(self) -> None:
        """A clean slate for the person."""
        Guess.objects.filter(key=self.person).delete()


def of_password(email: str) -> str:
    """What the tries at a password are counted under: however an address is typed, one and the same."""
    return f"email:{one_spelling(email)}"


def of_code(user_id: object) -> str:
    """What the tries at a second factor are counted under."""
    return f"code:{user_id}"


def count_failure(key: bytes, free: int, now: datetime.datetime) -> int:
    """One more failure for this key; returns the seconds it must wait now, doubling once the free tries are used."""
    Guess.objects.filter(key=key, last_at__lt=now - FORGET_AFTER).delete()
    Guess.objects.bulk_create(
        [Guess(key=key, failures=0, last_at=now)],
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=["last_at"],
    )
    Guess.objects.filter(key=key).update(failures=F("failures") + 1, last_at=Now())
    failures = Guess.objects.values_list("failures", flat=True).get(key=key)
    if failures < free:
        return 0
    wait = min(2 ** min(failures - free, 20), LONGEST_WAIT_SECONDS)
    Guess.objects.filter(key=key).update(locked_until=now + datetime.timedelta(seconds=wait))
    return wait


def one_spelling(email: str) -> str:
    """However an address is typed, its failures are counted together: as many spellings, as many free guesses."""
    try:
        return clean_email(email)
    except ValueError:
        return email.strip().lower()


def take_turns(key: bytes) -> None:
    """Wait until no other guess at this key is being checked: guesses sent together must not all count as the first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(key[:8], "big", signed=True)])


def digest(text: str) -> bytes:
    """The key under which failures are counted."""
    return hashlib.sha256(text.encode("utf-8", "replace")).digest()


def forget_old_guesses() -> None:
    """Delete counts that no longer matter; run by the schedule."""
    Guess.objects.filter(last_at__lt=timezone.now() - FORGET_AFTER).delete()
