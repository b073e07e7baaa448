"""The address of whoever calls: believed from a header only when a trusted proxy wrote it."""

import ipaddress
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@lru_cache(maxsize=1)
def trusted_networks() -> tuple[Network, ...]:
    """TRUSTED_PROXIES as networks."""
    return tuple(ipaddress.ip_network(text, strict=False) for text in settings.TRUSTED_PROXIES)


def client_address(request: HttpRequest) -> str:
    """The nearest address in front of our own proxies; IPv6 counts as its /64, which one subscriber holds whole."""
    address = request.META.get("REMOTE_ADDR", "")
    forwarded = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    while forwarded and is_trusted(address):
        address = forwarded.pop()
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(parsed, ipaddress.IPv6Address):
        return str(parsed.ipv4_mapped or ipaddress.ip_network((parsed, 64), strict=False).network_address)
    return str(parsed)


def is_trusted(address: str) -> bool:
    """Whether an address is one of our own proxies."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    return any(parsed in network for network in trusted_networks())
