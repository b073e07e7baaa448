"""Who reads: a member of the workspace who is signed in, or a stranger."""

import datetime
import hashlib
import hmac

from django.conf import settings
from django.http import HttpRequest

from helpdesk.accounts.models import Membership
from helpdesk.accounts.signing_in.totp import lacks_second_factor
from helpdesk.http.client_address import client_address
from helpdesk.lib.errors import NotFound, Unauthenticated
from portal.desk.member import find_member


def member_reading(request: HttpRequest, workspace: str) -> Membership | None:
    """The member behind the session; None for everybody whom the desk would not let in."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    try:
        member, _session = find_member(request, workspace)
    except (Unauthenticated, NotFound):
        return None
    return None if lacks_second_factor(member) else member


def mark_of(request: HttpRequest, member: Membership | None, *, today: datetime.date) -> bytes:
    """Tells readers apart for a day: nobody can get back from it to a person or an address."""
    who = str(member.pk) if member else f"{client_address(request)}\n{request.headers.get('User-Agent', '')}"
    return hmac.digest(settings.SECRET_KEY.encode(), f"kb.reader\n{today}\n{who}".encode(), hashlib.sha256)
