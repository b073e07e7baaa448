"""The frame of every request: its id, its log line, and an answer when the database is away."""

import re
import time
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponseBase

from helpdesk.lib.ids import new_id
from helpdesk.lib.logs import log_request

GIVEN_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
# Balancers and orchestrators knock at an address, not at a name.
PROBES = {"/livez", "/readyz", "/healthz"}
Respond = Callable[[HttpRequest], HttpResponseBase]


def request_context(respond: Respond) -> Respond:
    """Give each request an id (the caller's, where it is a plain one), log one line, send the id back."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        given = request.META.get("HTTP_X_REQUEST_ID", "")
        request_id = given if GIVEN_ID.fullmatch(given) else new_id().hex
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        started = time.perf_counter()
        if request.path not in PROBES:
            request.get_host()  # raises for a host name that is not ours, whether or not anybody would look at it
        response = respond(request)
        response["X-Request-ID"] = request_id
        log_request(
            method=request.method or "",
            path=request.path,  # never the query string: links carry tokens there
            status=response.status_code,
            milliseconds=round((time.perf_counter() - started) * 1000, 1),
            request_id=request_id,
        )
        return response

    return middleware
