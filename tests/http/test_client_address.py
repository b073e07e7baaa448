"""Whose call it is, when anybody may write any header."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import RequestFactory

from helpdesk.http.client_address import client_address, trusted_networks


@pytest.fixture
def proxies(settings: Any) -> Iterator[Any]:
    """Set TRUSTED_PROXIES."""

    def trust(*networks: str) -> None:
        settings.TRUSTED_PROXIES = list(networks)
        trusted_networks.cache_clear()

    trust()
    yield trust
    trusted_networks.cache_clear()


def address(peer: str, forwarded: str | None = None) -> str:
    headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}
    return client_address(RequestFactory(headers=headers).get("/", REMOTE_ADDR=peer))


def test_without_trusted_proxies_headers_mean_nothing(proxies: Any) -> None:
    assert address("203.0.113.9") == "203.0.113.9"
    for header in ("1.2.3.4", "1.2.3.4, 5.6.7.8", "", "nonsense"):
        assert address("203.0.113.9", header) == "203.0.113.9"


def test_a_trusted_proxys_word_is_taken_for_its_nearest_address_only(proxies: Any) -> None:
    proxies("10.0.0.0/8", "192.0.2.1")
    assert address("10.1.1.1", "6.6.6.6, 203.0.113.9") == "203.0.113.9"
    assert address("10.1.1.1", "6.6.6.6, 203.0.113.9, 10.2.2.2, 192.0.2.1") == "203.0.113.9"
    assert address("203.0.113.9", "10.1.1.1") == "203.0.113.9"


def test_a_call_that_only_passed_our_own_hosts_is_theirs(proxies: Any) -> None:
    proxies("10.0.0.0/8")
    assert address("10.1.1.1") == "10.1.1.1"
    assert address("10.1.1.1", "10.2.2.2") == "10.2.2.2"


@pytest.mark.parametrize("header", ["nonsense", "1.2.3.4:5678", "<script>", "unknown, ::::"])
def test_what_is_no_address_counts_as_one_unknown_caller(proxies: Any, header: str) -> None:
    proxies("10.0.0.0/8")
    assert address("10.1.1.1", header) == "unknown"


def test_an_ipv6_subscriber_is_one_caller(proxies: Any) -> None:
    assert address("2001:db8:1:2:3:4:5:6") == address("2001:db8:1:2:ffff::1") == "2001:db8:1:2::"
    assert address("2001:db8:1:3::1") != address("2001:db8:1:2::1")


def test_ipv4_written_as_ipv6_is_ipv4(proxies: Any) -> None:
    assert address("::ffff:203.0.113.9") == "203.0.113.9"
    proxies("10.0.0.0/8")
    assert address("::ffff:10.1.1.1", "203.0.113.9") == "203.0.113.9"


def test_a_unix_socket_has_no_address(proxies: Any) -> None:
    assert address("") == "unknown"
