"""Contracts step over everything that Django puts around pages: sessions, messages, form protection and their like mean
nothing to a caller with a credential in each request, and all of them together cost more than a contract's own work.

This is the middleware in front of those, so that the list in the settings stays the one Django's own checks expect.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.clickjacking import XFrameOptionsMiddleware
from django.middleware.security import SecurityMiddleware
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.decorators import sync_only_middleware

# Nothing below these is a page.
CONTRACTS = ("/api/v1/", "/api/public/")

Respond = Callable[[HttpRequest], HttpResponseBase]


@sync_only_middleware
def contracts_first(respond: Respond) -> Respond:
    """Call a contract's view at once; send all else through what stands behind this middleware."""
    # The headers that protect any answer, written by the same code and settings as on pages.
    writers = [layer(respond).process_response for layer in (SecurityMiddleware, XFrameOptionsMiddleware)]

    def middleware(request: HttpRequest) -> HttpResponseBase:
        match = contract_at(request.path_info) if request.path_info.startswith(CONTRACTS) else None
        if match is None:
            return respond(request)
        request.resolver_match = match
        response: HttpResponse = match.func(request, *match.args, **match.kwargs)
        for write_headers in writers:
            response = write_headers(request, response)
        return response

    return middleware


def contract_at(path: str) -> ResolverMatch | None:
    """The contract's view at an address. None where there is none, or one that wants form protection: whatever is put
    below a contract's address by mistake is treated as the page it is."""
    try:
        match = resolve(path)
    except Resolver404:
        return None
    return match if getattr(match.func, "csrf_exempt", False) else None
