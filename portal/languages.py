"""Which language a page for customers is in, and the choice that a browser keeps."""

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from helpdesk.accounts.models import Workspace
from helpdesk.lib.languages import SPOKEN, spoken
from portal.knowledge.languages import name_of, preferred

COOKIE = "portal_language"
AGE = datetime.timedelta(days=365)


@dataclass(frozen=True)
class Choice:
    """A language on offer, in its own words."""

    code: str
    is_shown: bool

    @property
    def name(self) -> str:
        """``Deutsch`` for ``de``."""
        return name_of(self.code)


def offered(workspace: Workspace) -> list[str]:
    """What a reader may choose from, by code: what we speak, and the workspace's own."""
    return list(dict.fromkeys([*SPOKEN, workspace.language]))


def choices(workspace: Workspace) -> list[Choice]:
    """The same for the foot of a page."""
    shown = get_language()
    return [Choice(code, code == shown) for code in offered(workspace)]


def chosen(request: HttpRequest, workspace: Workspace) -> str:
    """What was chosen in this browser; empty for nothing, or nothing that we offer."""
    said = request.COOKIES.get(COOKIE, "")
    return said if said in offered(workspace) else ""


def language_for(request: HttpRequest, workspace: Workspace, *, own: str = "") -> str:
    """What was chosen in this browser, else the reader's ``own`` where we know it, else what the browser asks for,
    else the workspace's."""
    mine = own if own == workspace.language else spoken(own)
    known = chosen(request, workspace) or mine
    return known or preferred(request, offered(workspace), otherwise=workspace.language)


def keep_choice(response: HttpResponse, workspace: Workspace, code: str) -> None:
    """Have the browser keep a choice for this workspace's portal; an empty one takes it away."""
    path = f"/portal/{workspace.slug}/"
    if not code:
        response.delete_cookie(COOKIE, path=path, samesite="Lax")
        return
    response.set_cookie(
        COOKIE,
        code,
        max_age=AGE,
        path=path,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
