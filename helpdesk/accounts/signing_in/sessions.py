"""The session engine: Django's, in the database, with whose session it is."""

import datetime
import hashlib
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone

from helpdesk.accounts.models import Session, User

# Where a session keeps what is known of the browser: address, browser, signed_in_at, last_seen_at (ISO 8601).
CLIENT = "client"


class SessionStore(DatabaseStore):
    """Each row names its user, so that ending one's sessions needs no look into their contents."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Our own table."""
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """The row to be saved."""
        row: Any = super().create_model_instance(data)
        client = data.get(CLIENT, {})
        row.user_id = data.get(SESSION_KEY)
        row.address, row.browser = client.get("address", ""), client.get("browser", "")
        row.signed_in_at, row.last_seen_at = (moment(client.get(name)) for name in ("signed_in_at", "last_seen_at"))
        created: Session = row
        return created


def moment(text: str | None) -> datetime.datetime | None:
    """A moment as a session keeps it, in JSON."""
    return datetime.datetime.fromisoformat(text) if text else None


def sessions_of(user: User) -> list[Session]:
    """Where somebody is signed in, the last seen first."""
    rows = Session.objects.filter(user=user, expire_date__gt=timezone.now())
    return sorted(rows, key=lambda row: row.last_seen_at or row.expire_date, reverse=True)


def handle_of(session_key: str) -> str:
    """What a page calls a session by: its key itself is a secret."""
    return hashlib.sha256(f"handle:{session_key}".encode()).hexdigest()[:32]


def end_sessions(user: User, *, keep: str | None = None) -> int:
    """End all of somebody's sessions but one; they open nothing from the next request on. Returns how many."""
    ended, _ = Session.objects.filter(user=user).exclude(session_key=keep or "").delete()
    return ended
