"""The published limits: of each endpoint, for each address and for each key."""

from collections.abc import Callable
from typing import Any

import pytest

from helpdesk.accounts.models import Membership, Workspace
from helpdesk.lib.ids import to_typeid
from tests.api.public.callers import PublicApi, fault, public_key
from tests.together import at_once
from tickets.models import Ticket

pytestmark = pytest.mark.usefixtures("limiter")


def taken_of(call: Callable[[], Any], times: int) -> int:
    """How many of so many calls in a row were not one too many; those that were say when to come again."""
    answers = [call() for _ in range(times)]
    refused = [answer for answer in answers if answer.status_code == 429]
    for answer in refused:
        assert fault(answer) == (429, "rate_limited", None)
        assert int(answer["Retry-After"]) >= 1
    return times - len(refused)


def test_ten_new_tickets_an_hour(public: PublicApi, good: dict[str, Any]) -> None:
    assert taken_of(lambda: public("POST", "tickets", good), 11) == 10


def test_a_ticket_is_looked_up_five_times_a_minute(anybody: PublicApi, ticket: Ticket, token: Any) -> None:
    path = f"tickets/{to_typeid('tkt', ticket.pk)}?t={token()}"
    assert taken_of(lambda: anybody("GET", path), 6) in {5, 6}, "six only when the minute turned in between"


def test_three_ratings_a_minute(anybody: PublicApi, ticket: Ticket, token: Any) -> None:
    path = f"tickets/{to_typeid('tkt', ticket.pk)}/feedback?t={token()}"
    assert taken_of(lambda: anybody("POST", path, {"score": 0}), 7) in {3, 6}


def test_five_searches_and_thirty_clicks_a_minute(anybody: PublicApi, acme: Workspace) -> None:
    workspace = to_typeid("wks", acme.pk)
    assert taken_of(lambda: anybody("GET", f"kb/search?workspace_id={workspace}&q=x"), 11) in {5, 10}
    assert taken_of(lambda: anybody("POST", "kb/click", {}), 61) in {30, 60}


def test_two_addresses_share_the_count_of_a_key_and_two_keys_that_of_an_address(
    alice: Membership, good: dict[str, Any]
) -> None:
    first, second = (PublicApi(public_key(alice, "tickets.write")) for _ in range(2))

    def create(caller: PublicApi, address: str) -> Any:
        return caller("POST", "tickets", good, REMOTE_ADDR=address)

    assert taken_of(lambda: create(first, "192.0.2.1"), 6) == 6
    assert taken_of(lambda: create(first, "192.0.2.2"), 6) == 4
    assert taken_of(lambda: create(second, "192.0.2.1"), 6) == 4


def test_a_header_of_the_caller_does_not_change_its_address(public: PublicApi, good: dict[str, Any]) -> None:
    numbers = iter(range(20))

    def create() -> Any:
        return public("POST", "tickets", good, headers={"X-Forwarded-For": f"198.51.100.{next(numbers)}"})

    assert taken_of(create, 12) == 10


@pytest.mark.django_db(transaction=True)
def test_of_thirty_parallel_creates_exactly_ten_pass(public: PublicApi, acme: Workspace, good: dict[str, Any]) -> None:
    statuses = at_once(30, lambda _number: public("POST", "tickets", good).status_code)
    assert statuses.count(201) in {10, 20}, "twenty only when the hour turned in between"
    assert acme.tickets.count() == statuses.count(201)
