"""What a person sees when something cannot be done."""

import sys
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language_from_request, override
from django.utils.translation import gettext as _

from helpdesk.http.database import forget_broken_connections, is_away
from helpdesk.lib.errors import (
    Conflict,
    Forbidden,
    HelpdeskError,
    Invalid,
    MethodNotAllowed,
    NotFound,
    Stale,
    TooLarge,
    TooMany,
    Unauthenticated,
    Unavailable,
)
from helpdesk.lib.languages import spoken
from portal.said import translated

STATUS_CODES: list[tuple[type[HelpdeskError], int]] = [
    (Unauthenticated, 401),
    (Forbidden, 403),
    (NotFound, 404),
    (MethodNotAllowed, 405),
    (Conflict, 409),
    (Stale, 409),
    (TooLarge, 413),
    (Invalid, 422),
    (TooMany, 429),
    (Unavailable, 503),
]


def status_of(error: HelpdeskError) -> int:
    """The HTTP status of a failure on a page."""
    return next((status for kind, status in STATUS_CODES if isinstance(error, kind)), 500)


def error_page(request: HttpRequest, error: HelpdeskError, *, start: str = "/") -> HttpResponse:
    """A whole page that says what is wrong and where to go; it looks the same for missing and foreign things."""
    status = status_of(error)
    titles = {
        401: _("Please sign in"),
        403: _("You may not do that"),
        404: _("There is nothing here"),
        405: _("That does not work here"),
        413: _("That is too large"),
        429: _("A moment, please"),
        503: _("We will be right back"),
    }
    response = render(
        request,
        "error.html",
        {
            "title": titles.get(status, _("Something went wrong")),
            "error": error,
            "said": message_for(error),
            "status": status,
            "start": start,
        },
        status=status,
    )
    if isinstance(error, MethodNotAllowed):
        response["Allow"] = ", ".join(error.allowed)
    if isinstance(error, TooMany | Unavailable):
        response["Retry-After"] = str(error.retry_after)
    return response


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token: an old page, or cookies are off."""
    if request.META.get("helpdesk.body_refused"):  # nothing of it was read, its token neither
        return error_page(request, TooLarge(_("That is too much at once."), hint=_("Send smaller or fewer files.")))
    hint = _("Open the page again and send the form once more. Cookies must be allowed for this site.")
    return error_page(request, Forbidden(_("This form has expired."), hint=hint))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """No such address; customers, who are no members of anything, read it in the language of their browser."""
    asked = get_language_from_request(request) if request.path.startswith("/portal/") else ""
    with override(spoken(asked) or settings.LANGUAGE_CODE):
        return error_page(request, NotFound("page"))


def failed(request: HttpRequest) -> HttpResponse:
    """Our fault, or the database is away. Plain, because whatever renders pages may be what failed."""
    status = HTTPStatus.INTERNAL_SERVER_ERROR
    if is_away(sys.exc_info()[1]):
        forget_broken_connections()
        status = HTTPStatus.SERVICE_UNAVAILABLE
    text = f"{status.phrase}. Please try again in a moment.\n"
    return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8", headers={"Retry-After": "5"})


def message_for(error: HelpdeskError) -> dict[str, Any]:
    """A failure as a form shows it, in the reader's language: text, hint and the field it belongs to."""
    return {
        "text": translated(error.message),
        "hint": translated(error.hint),
        "field": error.field,
        "code": error.code,
    }
