"""Who asks: the member behind a session, read anew for every page, so that a change of role acts at once."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from helpdesk.accounts.models import Membership, User
from helpdesk.lib.errors import NotFound, Unauthenticated
from portal.desk.reads import read_member

# Its rule for who is signed in (an active user whose password is still the same) is the one kept here.
BACKEND = "django.contrib.auth.backends.ModelBackend"


def find_member(request: HttpRequest, slug: str) -> tuple[Membership, Mapping[str, Any]]:
    """The member of this workspace who is signed in, and what the session holds.

    Raises Unauthenticated, and NotFound for who is no member.
    """
    found = read_member(slug, request.session.session_key)
    session = request.session.decode(found.session_data) if found is not None else {}
    if found is not None and proves(session, found.member.user):
        request.session.accessed = True  # so that the answer says it depends on the cookie
        request.user = found.member.user
        return found.member, session
    # Everything else is Django's to decide: sessions that are over, secrets that were rotated, other ways to sign in.
    if not request.user.is_authenticated:
        raise Unauthenticated
    members = Membership.objects.across_workspaces("the address names the workspace, the session the person")
    of_user = members.filter(workspace__slug=slug, user_id=request.user.pk, is_active=True)
    member = of_user.select_related("user", "workspace", "custom_role").first()
    if member is None:
        raise NotFound("page")
    return member, request.session


def proves(session: dict[str, Any], user: User) -> bool:
    """Whether the session was opened by signing in as this user, and not before the password was changed."""
    return (
        session.get(BACKEND_SESSION_KEY) == BACKEND
        and session.get(SESSION_KEY) == str(user.pk)
        and constant_time_compare(session.get(HASH_SESSION_KEY) or "", user.get_session_auth_hash())
    )
