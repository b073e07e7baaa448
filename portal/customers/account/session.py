"""The cookie of a customer who is signed in to one workspace's portal."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from helpdesk.accounts.actions.use_customer_link import SignedIn
from helpdesk.accounts.customers.access import SESSION_LIFETIME, find_session
from helpdesk.accounts.models import CustomerSession, Workspace
from helpdesk.lib.errors import Unauthenticated
from helpdesk.lib.text import is_storable, one_line

COOKIE = "portal_session"
MAX_BROWSER = 200


def session_of(request: HttpRequest, workspace: Workspace) -> CustomerSession | None:
    """The session of this browser, with its customer and their organisation."""
    token = request.COOKIES.get(COOKIE, "")
    try:
        return find_session(workspace, token) if token else None
    except Unauthenticated:
        return None


def keep_session(response: HttpResponse, workspace: Workspace, made: SignedIn) -> None:
    """Put a new session's token where only this workspace's portal gets it, and no script."""
    response.set_cookie(
        COOKIE,
        made.token,
        max_age=SESSION_LIFETIME,
        path=place_of(workspace),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def forget_session(response: HttpResponse, workspace: Workspace) -> None:
    """Take the cookie away."""
    response.delete_cookie(COOKIE, path=place_of(workspace), samesite="Lax")


def place_of(workspace: Workspace) -> str:
    """The addresses that get the cookie."""
    return f"/portal/{workspace.slug}/"


def browser_of(request: HttpRequest) -> str:
    """What a browser calls itself."""
    said = one_line(request.headers.get("User-Agent", ""))[:MAX_BROWSER]
    return said if is_storable(said) else ""
