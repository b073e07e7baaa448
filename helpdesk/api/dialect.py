"""What makes one contract different from another, as data and a few pure functions."""

from collections.abc import Mapping
from typing import Any, Protocol

from django.http import HttpRequest

from helpdesk.accounts.actors import Actor
from helpdesk.http.cors import Cors
from helpdesk.http.limits import Limit, Usage
from helpdesk.lib.errors import HelpdeskError

Headers = Mapping[str, str]


class Dialect(Protocol):
    """A contract on one screen; its module (``<contract>/dialect.py``) defines the one object of this shape."""

    name: str
    # None where browsers have no business: pages of other sites can then read nothing.
    cors: Cors | None

    def authenticate(self, request: HttpRequest) -> Actor:
        """Who calls. Raises Unauthenticated."""

    def limits(self, request: HttpRequest) -> list[Limit]:
        """What a call of this method counts against."""

    def limit_headers(self, usage: Usage) -> Headers:
        """Headers that tell a caller where it stands."""

    def word_error(self, error: HelpdeskError) -> tuple[int, Any, Headers]:
        """Status, body and headers of a failure, in the contract's own shape."""
