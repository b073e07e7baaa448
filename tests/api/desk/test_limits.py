"""The published limits of the desk contract."""

from typing import Any

import pytest

from tests.cast import Api
from tests.together import at_once

GOOD = {"subject": "Help", "body": "Please", "email": "ana@customer.example"}


pytestmark = pytest.mark.usefixtures("limiter")


def test_every_answer_says_where_the_caller_stands(desk: Api) -> None:
    for method, path, body in (
        ("GET", "tickets", None),
        ("POST", "tickets", GOOD),
        ("POST", "tickets", {}),
        ("GET", "tickets/nonsense", None),
        ("GET", "no/such/address", None),
        ("PUT", "tickets", {}),
        ("GET", "stats", None),
    ):
        answer = desk(method, path, body)
        assert int(answer["X-RateLimit-Limit"]) in {50, 100}
        assert int(answer["X-RateLimit-Remaining"]) < int(answer["X-RateLimit-Limit"])
        assert int(answer["X-RateLimit-Reset"]) > 1_700_000_000


def test_guessing_keys_is_limited_by_address_and_does_not_use_up_a_good_keys_calls(acme: Any) -> None:
    guesser = Api("tl_live_" + "x" * 40)
    statuses = [guesser("GET", "tickets").status_code for _ in range(101)]
    assert set(statuses) == {401, 429}
    assert statuses.count(401) == 100


@pytest.mark.django_db(transaction=True)
def test_of_thirty_parallel_pairs_exactly_fifty_creates_pass(desk: Api, acme: Any) -> None:
    answers = at_once(30, lambda _index: [desk("POST", "tickets", GOOD).status_code for _ in range(2)])
    statuses = [status for pair in answers for status in pair]
    assert statuses.count(201) in {50, 60}, "sixty only when the minute turned in between"
    assert acme.tickets.count() == statuses.count(201)
