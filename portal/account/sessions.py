"""Where one is signed in."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from helpdesk.accounts.actions.end_other_sessions import end_other_sessions
from helpdesk.accounts.actions.end_session import end_session
from helpdesk.accounts.models import Session
from helpdesk.accounts.signing_in.sessions import handle_of, sessions_of
from portal.account.browsers import browser_words
from portal.account.page import AccountPage
from portal.redirect import SeeOther


class Sessions(AccountPage):
    """Each browser that is signed in, this one first."""

    template = "account/sessions.html"

    def facts(self) -> dict[str, Any]:
        """The rows."""
        own = self.request.session.session_key
        rows = [as_shown(row, own=own) for row in sessions_of(self.user)]
        return {"sessions": sorted(rows, key=lambda row: not row["is_this"])}


class EndSession(Sessions):
    """One of them ends."""

    def post(self, request: HttpRequest) -> HttpResponse:
        """At once."""
        end_session(self.user, handle=request.POST.get("session", ""))
        messages.success(request, _("That browser is signed out."))
        return SeeOther(reverse("account-sessions"))


class EndOtherSessions(Sessions):
    """All but this one end."""

    def post(self, request: HttpRequest) -> HttpResponse:
        """At once."""
        ended = end_other_sessions(self.user, keep=request.session.session_key)
        text = ngettext("%(count)d other browser is signed out.", "%(count)d other browsers are signed out.", ended)
        messages.success(request, text % {"count": ended})
        return SeeOther(reverse("account-sessions"))


def as_shown(row: Session, *, own: str | None) -> dict[str, Any]:
    """A session for the page; its key stays here."""
    browser, system = browser_words(row.browser)
    return {
        "handle": handle_of(row.session_key),
        "is_this": row.session_key == own,
        "browser": browser,
        "system": system,
        "address": row.address,
        "signed_in_at": row.signed_in_at,
        "last_seen_at": row.last_seen_at,
    }
