"""Check an address and password, more slowly the more often it was wrong."""

import datetime
import hashlib
from dataclasses import dataclass

from django.contrib.auth import authenticate
from django.db import connection
from django.db.models import F, Max
from django.db.models.functions import Now
from django.utils import timezone

from helpdesk.accounts.models import Guess, User
from helpdesk.events.unit import current_unit
from helpdesk.lib.text import clean_email, is_storable

FREE_FAILURES = 5
FREE_FAILURES_PER_CLIENT = 25  # an office shares one address
LONGEST_WAIT_SECONDS = 900
MAX_PASSWORD = 1000
FORGET_AFTER = datetime.timedelta(hours=24)


@dataclass(frozen=True)
class SignInResult:
    """``user`` when the password was right; otherwise None, with the seconds to wait before the next try counts."""

    user: User | None
    wait_seconds: int = 0


def sign_in(*, email: str, password: str, client: str) -> SignInResult:
    """Who this is. Unknown address, wrong password and inactive account are not told apart, nor by their timing."""
    now = current_unit().now
    person = digest(f"email:{one_spelling(email)}")
    keys = {person: FREE_FAILURES, digest(f"client:{client}"): FREE_FAILURES_PER_CLIENT}
    take_turns(person)
    locked = Guess.objects.filter(key__in=keys, locked_until__gt=now).aggregate(until=Max("locked_until"))["until"]
    if locked is not None:
        return SignInResult(user=None, wait_seconds=int((locked - now).total_seconds()) + 1)
    user = authenticate(username=email, password=password) if can_be_checked(password) else None
    if isinstance(user, User):
        Guess.objects.filter(key=person).delete()
        return SignInResult(user=user)
    return SignInResult(user=None, wait_seconds=max(count_failure(key, free, now) for key, free in keys.items()))


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


def can_be_checked(password: str) -> bool:
    """Whether it is text, and not so long that hashing it is an attack."""
    return len(password) <= MAX_PASSWORD and is_storable(password)


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
