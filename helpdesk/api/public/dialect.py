"""The public contract on one screen: credentials, limits, word maps, the error body."""

import datetime
import uuid
from collections.abc import Mapping
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
from tickets.fields import MAX_BODY
from tickets.models import Ticket
from tickets.status import Status

# What each endpoint takes from one address and from one key; the document leaves out the list and addresses that do
# not exist.
LIMITS: Mapping[tuple[str, str], Limit] = {
    ("TicketsView", "POST"): Limit("public.create", "10/h"),
    ("TicketsView", "GET"): Limit("public.list", "60/m"),
    ("TicketView", "GET"): Limit("public.get", "5/m"),
    ("FeedbackView", "POST"): Limit("public.feedback", "3/m"),
    ("SearchView", "GET"): Limit("public.search", "5/m"),
    ("ClickView", "POST"): Limit("public.click", "30/m"),
}
ELSEWHERE = Limit("public", "60/m")

# Pages of any site may search articles and tell of clicks; everything else is between servers.
ANY_SITE = Cors(origins=("*",))

STATUS_WORDS = {
    Status.OPEN: "open",
    Status.IN_PROGRESS: "in_progress",
    Status.PENDING: "waiting",
    Status.RESOLVED: "resolved",
    Status.CLOSED: "closed",
}
STATUSES = tuple(STATUS_WORDS.values())
PRIORITIES = ("low", "medium", "high", "urgent")
TYPES = ("support_ticket", "customer_request", "bug_report", "feature_request")
CHANNELS = tuple(str(word) for word in Ticket.Channel.values if word != Ticket.Channel.DESK)
AUTHOR_KINDS = {"member": "agent", "key": "agent", "customer": "customer", "system": "system"}

# What the verbs call a field -> what it is called here.
FIELDS = {
    "subject": "title",
    "body": "description",
    "email": "customer_email",
    "name": "customer_name",
    "custom": "metadata",
    "requester": "customer_email",
}

STATUS_CODES: list[tuple[type[HelpdeskError], int, str]] = [
    (Unauthenticated, 401, "unauthorized"),
    (Forbidden, 403, "forbidden"),
    (NotFound, 404, "not_found"),
    (MethodNotAllowed, 405, "method_not_allowed"),
    (Conflict, 409, "conflict"),
    (Stale, 412, "stale"),
    (TooLarge, 413, "payload_too_large"),
    (UnsupportedMedia, 415, "unsupported_media_type"),
    (KeyReused, 422, "idempotency_key_reused"),
    (Invalid, 400, "validation_error"),
    (TooMany, 429, "rate_limited"),
    (Unavailable, 503, "unavailable"),
]
UNEXPECTED = (500, "internal_error")

# (field, code) of an Invalid -> a sentence that says what would be right.
MESSAGES = {
    ("title", "too_long"): "title must be at most 200 characters",
    ("description", "too_long"): f"description must be at most {MAX_BODY} characters",
    ("customer_name", "too_long"): "customer_name must be at most 120 characters",
    ("metadata", "too_long"): "metadata may have up to 16 KB",
    ("customer_email", "invalid"): "customer_email must be one plain address such as ana@example.com",
    ("priority", "choice"): "priority must be one of " + ", ".join(PRIORITIES),
    ("type", "choice"): "type must be one of " + ", ".join(TYPES),
    ("channel", "choice"): "channel must be one of " + ", ".join(CHANNELS),
    ("cc_emails", "invalid"): "cc_emails must be a list of plain addresses such as ana@example.com",
    ("cc_emails", "too_long"): "cc_emails takes up to 20 addresses",
    ("score", "invalid"): "score must be a whole number from 1 to 5",
    ("comment", "too_long"): "comment must be at most 1000 characters",
    ("limit", "invalid"): "limit is out of range",
}


class PublicDialect:
    """Bearer keys ``wks_live_…``; errors ``{error: {code, message, field}}``; snake_case; times in whole seconds.

    The endpoints of one ticket take the token of a link (``?t=``) as well, those of articles nothing at all: see
    ``views.py``.
    """

    name = "public"
    cors: Cors | None = None

    def authenticate(self, request: HttpRequest) -> Actor:
        """The actor of the key in the Authorization header."""
        token = bearer_token(request.META.get("HTTP_AUTHORIZATION", ""))
        return actor_for_key(token, audience="public", prefixes=("wks_live_",))

    def limits(self, request: HttpRequest) -> list[Limit]:
        """Each endpoint has its own."""
        match = request.resolver_match
        method = "GET" if request.method == "HEAD" else request.method or ""
        return [LIMITS.get((match.url_name or "", method), ELSEWHERE) if match else ELSEWHERE]

    def limit_headers(self, usage: Usage) -> Headers:
        """None: the document names Retry-After alone."""
        return {}

    def word_error(self, error: HelpdeskError) -> tuple[int, Any, Headers]:
        """``{error: {code, message, field}}``; ``field`` is null where no single one is at fault."""
        found = next(((status, code) for kind, status, code in STATUS_CODES if isinstance(error, kind)), UNEXPECTED)
        status, code = found
        field = field_named(error.field)
        message = error.message
        headers: dict[str, str] = {}
        if status == 401:
            message, headers = "Missing or invalid credentials", {"WWW-Authenticate": "Bearer"}
        elif status == 500:
            message = "Unexpected server error; it is safe to try again"
        elif isinstance(error, Invalid):
            message = worded(error, field)
        elif isinstance(error, MethodNotAllowed):
            headers = {"Allow": ", ".join(error.allowed)}
        elif isinstance(error, TooMany):
            message = f"Too many requests; try again in {error.retry_after} seconds"
        if isinstance(error, TooMany | Unavailable | InFlight):
            headers = {"Retry-After": str(error.retry_after)}
        return status, {"error": {"code": code, "message": message, "field": field or None}}, headers


def field_named(field: str) -> str:
    """The name a field has in this contract; what lies inside ``metadata`` is told as that."""
    outer = field.partition(".")[0]
    return FIELDS.get(outer, outer)


def worded(error: Invalid, field: str) -> str:
    """What is wrong, in the names of this contract."""
    if error.code == "required":
        return f"{field} is required"
    known = MESSAGES.get((field, error.code))
    if known is not None:
        return known
    return f"{error.message}. {error.hint}" if error.hint else error.message


dialect = PublicDialect()


def ticket_id(text: str) -> uuid.UUID:
    """Read ``tkt_…``. Raises NotFound: a malformed id names no ticket."""
    found = from_typeid("tkt", text)
    if found is None:
        raise NotFound("ticket")
    return found


def spell_ticket_id(value: uuid.UUID) -> str:
    """Write ``tkt_…``."""
    return to_typeid("tkt", value)


def spell_time(moment: datetime.datetime | None) -> str | None:
    """``2026-05-10T14:23:00Z``; null for what has not happened."""
    return None if moment is None else moment.astimezone(datetime.UTC).isoformat()[:19] + "Z"
