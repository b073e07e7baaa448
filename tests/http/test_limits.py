"""How often somebody may call."""

from typing import Any

import pytest
from django.test import RequestFactory

from helpdesk.http.counters import PostgresCounters, forget_old_windows
from helpdesk.http.limits import Limit, Usage, spend
from helpdesk.lib.errors import TooMany
from tests.together import at_once, failures

REQUEST = RequestFactory().get("/")


pytestmark = pytest.mark.django_db(transaction=True)


def call(*limits: Limit, callers: tuple[str, ...] = ("key:1",)) -> Usage | None:
    return spend(REQUEST, limits, callers=callers)


def test_of_thirty_calls_at_once_exactly_the_limit_passes(limiter: None) -> None:
    results = at_once(30, lambda _index: call(Limit("g", "10/d")))
    assert {type(error) for error in failures(results)} == {TooMany}
    passed = [result for result in results if isinstance(result, Usage)]
    assert sorted(usage.remaining for usage in passed) == list(range(10))


def test_the_tightest_standing_is_told(limiter: None) -> None:
    usage = call(Limit("wide", "100/d"), Limit("narrow", "3/d"))
    assert usage is not None
    assert (usage.limit, usage.remaining) == (3, 2)


def test_key_and_address_are_counted_apart_and_the_stricter_decides(limiter: None) -> None:
    limit = Limit("g", "2/d")
    call(limit, callers=("key:1", "address:a"))
    call(limit, callers=("key:2", "address:a"))
    with pytest.raises(TooMany) as refused:
        call(limit, callers=("key:3", "address:a"))
    assert refused.value.limit == 2
    assert 1 <= refused.value.retry_after <= 24 * 3600
    assert call(limit, callers=("key:1", "address:b"))


def test_groups_are_counted_apart(limiter: None) -> None:
    call(Limit("a", "1/d"))
    assert call(Limit("b", "1/d"))
    with pytest.raises(TooMany):
        call(Limit("a", "1/d"))


def test_switched_off_it_counts_nothing(settings: Any, db: None) -> None:
    settings.RATELIMIT_ENABLE = False
    assert [call(Limit("g", "1/d")) for _ in range(3)] == [None, None, None]


def test_old_windows_are_forgotten_and_open_ones_kept(limiter: None) -> None:
    counters = PostgresCounters("", {})
    counters.add("old", 1, -1)
    counters.add("open", 1, 60)
    forget_old_windows()
    assert (counters.add("old", 1, 60), counters.add("open", 1, 60)) == (True, False)


def test_the_counters_offer_nothing_that_would_not_be_exact(limiter: None) -> None:
    counters = PostgresCounters("", {})
    counters.add("a", 1, 60)
    for key, delta in (("b", 1), ("a", 2)):
        with pytest.raises(ValueError, match="incr follows add"):
            counters.incr(key, delta)
    with pytest.raises(NotImplementedError):
        counters.get("a")
