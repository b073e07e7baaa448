"""Middleware for pages only: sessions, messages and their like mean nothing to a contract, and all of them together
cost it more than its own work."""

from collections.abc import Callable
from functools import reduce
from typing import Any

from csp.middleware import CSPMiddleware
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponseBase
from django.utils.decorators import sync_only_middleware
from django_htmx.middleware import HtmxMiddleware
from whitenoise.middleware import WhiteNoiseMiddleware

# Nothing below these is a page; contracts know their callers by credentials in each request.
CONTRACTS = ("/api/v1/",)

# Outermost first. Each has nothing but its call: Django would not find the other hooks of a class listed here.
LAYERS: tuple[type[Any], ...] = (
    WhiteNoiseMiddleware,
    CSPMiddleware,
    SessionMiddleware,
    AuthenticationMiddleware,
    MessageMiddleware,
    HtmxMiddleware,
)

Respond = Callable[[HttpRequest], HttpResponseBase]


@sync_only_middleware
def pages_only(respond: Respond) -> Respond:
    """All layers around pages and static files, none around contracts."""
    respond_as_page: Respond = reduce(lambda inner, layer: layer(inner), reversed(LAYERS), respond)

    def middleware(request: HttpRequest) -> HttpResponseBase:
        return respond(request) if request.path.startswith(CONTRACTS) else respond_as_page(request)

    return middleware
