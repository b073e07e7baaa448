"""What browsers and caches may keep of a page, and how they find out that it has not changed.

An address that was public a minute ago may be withdrawn now, so a page is shown again only after asking; the answer
"unchanged" costs no transfer. Pages with a form hold a token that belongs to one browser, and stay with it.
"""

import hashlib
import re
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

SHARED = "public, max-age=60"
OWN = "private, no-cache"
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')


def keep_from_caches(response: HttpResponseBase) -> None:
    """Nobody keeps it."""
    response["Cache-Control"] = "no-store"
    for name in ("ETag", "Last-Modified"):
        del response[name]


def revalidated(
    request: HttpRequest, response: HttpResponse, *, updated_at: datetime | None = None, control: str = SHARED
) -> HttpResponseBase:
    """The page under a mark of what it says, or 304 where the reader has just that."""
    response["Cache-Control"] = control
    response["ETag"] = mark = f'W/"{digest_of(request, response)}"'
    if updated_at is not None:
        response["Last-Modified"] = http_date(updated_at.timestamp())
    seconds = int(updated_at.timestamp()) if updated_at is not None else None
    answer: HttpResponseBase | None = get_conditional_response(
        request, etag=mark, last_modified=seconds, response=response
    )
    return response if answer is None else answer


def digest_of(request: HttpRequest, response: HttpResponse) -> str:
    """What the page says, its form's token aside: that differs each time, and is good while its cookie stays."""
    text, tokens = TOKEN.subn(b"", response.content)
    cookie = request.COOKIES.get(settings.CSRF_COOKIE_NAME, "") if tokens else ""
    return hashlib.sha256(text + b"\0" + cookie.encode()).hexdigest()[:32]
