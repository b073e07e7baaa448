"""Middleware for pages only: sessions, messages and their like mean nothing to a contract and would cost it more
than its own work. Each class is Django's or its package's own, stepped over where the address is a contract's."""

from typing import Any

from csp.middleware import CSPMiddleware
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest
from django_htmx.middleware import HtmxMiddleware
from whitenoise.middleware import WhiteNoiseMiddleware

# Nothing below these is a page; contracts know their callers by credentials in each request.
CONTRACTS = ("/api/v1/",)


class PagesOnly:
    """Steps aside for contracts. None of the classes below has hooks beside the call."""

    def __call__(self, request: HttpRequest) -> Any:
        if request.path.startswith(CONTRACTS):
            return self.get_response(request)  # type: ignore[attr-defined]
        return super().__call__(request)  # type: ignore[misc]


class StaticFiles(PagesOnly, WhiteNoiseMiddleware):
    """Files below /static/."""


class ContentSecurityPolicy(PagesOnly, CSPMiddleware):
    """What a page may load."""


class Sessions(PagesOnly, SessionMiddleware):
    """Who is signed in, by cookie."""


class People(PagesOnly, AuthenticationMiddleware):
    """``request.user``."""


class Messages(PagesOnly, MessageMiddleware):
    """What the next page says about the last action."""


class Partials(PagesOnly, HtmxMiddleware):
    """``request.htmx``."""
