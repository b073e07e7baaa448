"""What a signed-in browser's session holds, beside what Django keeps in it."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.contrib.auth import login
from django.http import HttpRequest
from django.utils import timezone

from helpdesk.accounts.models import User
from helpdesk.accounts.signing_in.sessions import CLIENT, moment
from helpdesk.http.client_address import client_address
from helpdesk.lib.text import is_storable, one_line

BACKEND = "django.contrib.auth.backends.ModelBackend"
MAX_BROWSER = 200
SEEN_PRECISION = datetime.timedelta(minutes=5)  # fresh enough for people, and no write on every page


def open_session(request: HttpRequest, user: User) -> None:
    """Sign somebody in who has proven who they are; the session gets a new key."""
    login(request, user, backend=BACKEND)
    now = timezone.now().isoformat()
    request.session[CLIENT] = client_of(request) | {"signed_in_at": now, "last_seen_at": now}


def client_of(request: HttpRequest) -> dict[str, str]:
    """From where and with what."""
    browser = one_line(request.headers.get("User-Agent", ""))[:MAX_BROWSER]
    return {"address": client_address(request), "browser": browser if is_storable(browser) else ""}


def note_presence(request: HttpRequest, session: Mapping[str, Any]) -> None:
    """Keep in a session when and from where its browser was last seen, to five minutes."""
    client: dict[str, str] = session.get(CLIENT, {})
    seen = moment(client.get("last_seen_at"))
    now = timezone.now()
    if seen is not None and now - seen > SEEN_PRECISION:
        request.session[CLIENT] = client | client_of(request) | {"last_seen_at": now.isoformat()}
