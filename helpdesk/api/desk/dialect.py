"""The desk contract on one screen: credentials, limits, word maps, error bodies."""

import datetime
import time
import uuid
from typing import Any

from django.http import HttpRequest

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.authentication import actor_for_key, bearer_token
from helpdesk.api.dialect import Headers
from helpdesk.http.cors import Cors
from helpdesk.http.limits import Limit, Usage
from helpdesk.lib.errors import (
    Conflict,
    Forbidden,
    HelpdeskError,
    InFlight,
    Invalid,
    KeyReused,
    MethodNotAllowed,
    NotFound,
    Stale,
    TooLarge,
    TooMany,
    Unauthenticated,
    Unavailable,
    UnsupportedMedia,
)
from helpdesk.lib.ids import from_typeid, to_typeid
from tickets.status import Status

REQUESTS = Limit("desk", "100/m")
CREATES = Limit("desk.create", "50/m")

# Reading: what each kind of status is called here. Writing: which kind a word stands for.
STATUS_WORDS = {
    Status.OPEN: "open",
    Status.IN_PROGRESS: "open",
    Status.PENDING: "pending",
    Status.RESOLVED: "resolved",
    Status.CLOSED: "closed",
}
STATUSES = ("open", "pending", "resolved", "closed")
PRIORITIES = ("low", "medium", "high", "urgent")

STATUS_CODES: list[tuple[type[HelpdeskError], int]] = [
    (Unauthenticated, 401),
    (Forbidden, 401),  # the contract knows no 403
    (NotFound, 404),
    (MethodNotAllowed, 405),
    (Conflict, 409),
    (KeyReused, 422),
    (Stale, 412),
    (TooLarge, 413),
    (UnsupportedMedia, 415),
    (Invalid, 400),
    (TooMany, 429),
    (Unavailable, 503),
]

CHOOSE_PRIORITY = ("Invalid priority", "Use low, medium, high or urgent")
CHOOSE_STATUS = ("Invalid status", "Use open, pending, resolved or closed")
CHOOSE_ASSIGNEE = ("Invalid assignee", "Use the id or the email address of an active agent, or null for nobody")

# (field, code) of an Invalid -> the contract's message, and a hint that says what would be right.
MESSAGES = {
    ("subject", "required"): ("subject is required", "Include a subject of up to 256 characters in the request body"),
    ("subject", "too_long"): ("subject is too long", "Shorten the subject to at most 256 characters"),
    ("body", "required"): ("body is required", "Include the text of the message in the request body"),
    ("email", "required"): ("email is required", "Include the requester's email address in the request body"),
    ("email", "invalid"): ("Invalid email address", "Use one plain address such as ana@example.com"),
    **{("priority", code): CHOOSE_PRIORITY for code in ("choice", "invalid", "required")},
    **{("status", code): CHOOSE_STATUS for code in ("choice", "invalid", "required")},
    **{("assignee", code): CHOOSE_ASSIGNEE for code in ("invalid", "required")},
    ("limit", "invalid"): ("Invalid limit", "Use a whole number from 1 to 100"),
    ("cursor", "invalid"): ("Invalid cursor", "Send the nextCursor of the previous page unchanged"),
}

# What would be right, where the failure itself does not say.
HINTS: list[tuple[type[HelpdeskError], str]] = [
    (NotFound, "Use an id as this workspace gave it out; a ticket's begins with tkt_"),
    (MethodNotAllowed, "Use one of the methods in the Allow header"),
    (TooLarge, "Send a smaller body"),
    (UnsupportedMedia, "Send Content-Type: application/json in UTF-8"),
    (Unavailable, "Nothing was done. Send it again after the seconds in Retry-After"),
]


class DeskDialect:
    """Bearer keys ``tl_live_…`` and ``tl_test_…``; flat errors ``{error, hint}``; camelCase; times in whole seconds."""

    name = "desk"
    cors: Cors | None = None  # keys belong on servers

    def authenticate(self, request: HttpRequest) -> Actor:
        """The actor of the key in the Authorization header."""
        token = bearer_token(request.META.get("HTTP_AUTHORIZATION", ""))
        return actor_for_key(token, audience="desk", prefixes=("tl_live_", "tl_test_"))

    def limits(self, request: HttpRequest) -> list[Limit]:
        """100 calls a minute, and 50 new tickets."""
        creates = request.method == "POST" and request.path.rstrip("/").endswith("/desk/tickets")
        return [REQUESTS, CREATES] if creates else [REQUESTS]

    def limit_headers(self, usage: Usage) -> Headers:
        """On every answer."""
        return {
            "X-RateLimit-Limit": str(usage.limit),
            "X-RateLimit-Remaining": str(usage.remaining),
            "X-RateLimit-Reset": str(usage.reset_at),
        }

    def word_error(self, error: HelpdeskError) -> tuple[int, Any, Headers]:
        """``{error, hint}`` and the headers that belong to it."""
        status = next((code for kind, code in STATUS_CODES if isinstance(error, kind)), 500)
        if isinstance(error, TooMany):
            return self.word_limit(error)
        message = error.message
        hint = error.hint or next((text for kind, text in HINTS if isinstance(error, kind)), "")
        headers: dict[str, str] = {}
        extra: dict[str, Any] = {}
        if status == 401:
            message, hint = "Unauthorized", "Send Authorization: Bearer with a key that is in use and may do this"
            headers = {"WWW-Authenticate": "Bearer"}
        elif status == 500:
            message, hint = "Internal server error", "Try again; if it stays, tell support the X-Request-ID"
        elif isinstance(error, Invalid):
            message, hint = MESSAGES.get((error.field, error.code), (message, hint))
        elif isinstance(error, NotFound) and error.kind == "resource":
            hint = "Use one of the addresses at /api/docs/, without a slash at the end"
        elif isinstance(error, MethodNotAllowed):
            headers = {"Allow": ", ".join(error.allowed)}
        elif isinstance(error, Stale):
            message, hint = "Ticket has changed", "Read it again and repeat your change on the new version"
            changed = [{**one, "at": spell_time(datetime.datetime.fromisoformat(one["at"]))} for one in error.changed]
            extra = {"currentETag": f'"{error.current_version}"', "changed": changed}
        elif isinstance(error, Unavailable | InFlight):
            headers = {"Retry-After": str(error.retry_after)}
        return status, {"error": message} | ({"hint": hint} if hint else {}) | extra, headers

    def word_limit(self, error: TooMany) -> tuple[int, Any, Headers]:
        """429 with the seconds to wait in header and body."""
        wait = error.retry_after
        standing = Usage(error.limit, 0, int(time.time()) + wait)
        hint = f"Rate limit exceeded. Try again in {wait} seconds."
        body = {"error": "Too many requests", "retryAfter": wait, "hint": hint}
        return 429, body, {"Retry-After": str(wait), **self.limit_headers(standing)}


dialect = DeskDialect()


def ticket_id(text: str) -> uuid.UUID:
    """Read ``tkt_…``. Raises NotFound: a malformed id names no ticket."""
    found = from_typeid("tkt", text)
    if found is None:
        raise NotFound("ticket")
    return found


def spell_ticket_id(value: uuid.UUID) -> str:
    """Write ``tkt_…``."""
    return to_typeid("tkt", value)


def spell_time(moment: datetime.datetime) -> str:
    """``2026-02-17T10:00:00Z``."""
    return moment.astimezone(datetime.UTC).isoformat()[:19] + "Z"  # half of what strftime takes
