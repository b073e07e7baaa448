"""Every route of every contract, read from the product's own URL lines."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

from helpdesk.api.view import ContractView

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")


@dataclass(frozen=True)
class Route:
    """One address of a contract; ``scopes`` says what each of its methods needs."""

    address: str
    scopes: dict[str, str]
    pattern: URLPattern


def routes() -> list[Route]:
    """All of them, under the addresses a caller uses."""
    return list(walk("/", get_resolver().url_patterns))


def walk(prefix: str, patterns: list[URLPattern | URLResolver]) -> Iterator[Route]:
    """The routes below a prefix. The line for every other address of a contract declares no scope and is none."""
    for pattern in patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from walk(address, pattern.url_patterns)
        elif issubclass(getattr(pattern.callback, "cls", object), ContractView):
            scopes = getattr(pattern.callback, "view_initkwargs", {}).get("scopes")
            if scopes:
                yield Route(address, scopes, pattern)
