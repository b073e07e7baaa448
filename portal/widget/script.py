"""The script that other people's websites put in."""

import hashlib
from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

PATH = "widget/loader.js"
HOUR_SECONDS = 3600


@require_safe
def widget_script(request: HttpRequest) -> HttpResponseBase:
    """``/widget.js``: the same for every site; a new version is in use everywhere within the hour."""
    text, mark = script()
    response = HttpResponse(text, content_type="text/javascript; charset=utf-8")
    response["ETag"] = mark
    response["Cache-Control"] = f"public, max-age={HOUR_SECONDS}"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return get_conditional_response(request, etag=mark, response=response) or response


@cache
def script() -> tuple[bytes, str]:
    """The text and its mark."""
    text = (settings.BASE_DIR / "static" / PATH).read_bytes()
    return text, f'"{hashlib.sha256(text).hexdigest()[:32]}"'
