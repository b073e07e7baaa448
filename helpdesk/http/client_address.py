"""The address of whoever calls: believed from a header only when a trusted proxy wrote it."""

import ipaddress
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
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
        parsed = parse(address)
    except ValueError:
        return "unknown"
    if isinstance(parsed, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((parsed, 64), strict=False).network_address)
    return str(parsed)


def parse(text: str) -> Address:
    """An address; IPv4 as a listener for both kinds spells it (``::ffff:10.0.0.1``) is IPv4. Raises ValueError."""
    parsed = ipaddress.ip_address(text)
    return (parsed.ipv4_mapped or parsed) if isinstance(parsed, ipaddress.IPv6Address) else parsed


def is_trusted(address: str) -> bool:
    """Whether an address is one of our own proxies."""
    try:
        parsed = parse(address)
    except ValueError:
        return False
    return any(parsed in network for network in trusted_networks())
