"""sign_in: slower the more often it was wrong, and the same to whoever guesses."""

import datetime
from typing import Any

import pytest

from helpdesk.accounts.actions.sign_in import SignInResult, sign_in
from helpdesk.accounts.models import Guess, Membership
from helpdesk.accounts.signing_in.guesses import FREE_FAILURES, FREE_FAILURES_PER_CLIENT, LONGEST_WAIT_SECONDS
from helpdesk.events.unit import unit_of_work
from tests.cast import PASSWORD
from tests.together import at_once

ALICE = "alice@acme.example"


def try_it(
    email: str = ALICE, password: str = "wrong", *, client: str = "192.0.2.1", later_seconds: float = 0
) -> SignInResult:
    with unit_of_work() as unit:
        unit.now += datetime.timedelta(seconds=later_seconds)
        return sign_in(email=email, password=password, client=client)


def fail(times: int, **kwargs: Any) -> list[int]:
    """Fail so many times, each after the wait; the waits."""
    waits, later = [], 0
    for _ in range(times):
        waits.append(try_it(later_seconds=later, **kwargs).wait_seconds)
        later += waits[-1] + 1
    return waits


@pytest.mark.parametrize("email", [ALICE, "Alice@ACME.example", f"  {ALICE}\n"])
def test_the_right_password_comes_in_however_the_address_is_typed(alice: Membership, email: str) -> None:
    assert try_it(email, PASSWORD) == SignInResult(user=alice.user)


@pytest.mark.parametrize("password", ["", "wrong", PASSWORD.upper(), PASSWORD + " ", "x" * 100_000, "\x00", "\ud800"])
def test_any_other_password_does_not(alice: Membership, password: str) -> None:
    assert try_it(password=password).user is None


def test_unknown_wrong_and_inactive_look_the_same_and_are_slowed_the_same(alice: Membership, adam: Membership) -> None:
    adam.user.is_active = False
    adam.user.save()
    people = ((ALICE, "wrong"), (adam.user.email, PASSWORD), ("nobody@acme.example", "x"), ("no address", "x"))
    heard = [fail(FREE_FAILURES + 3, email=email, password=password, client=email) for email, password in people]
    assert heard == [[0, 0, 0, 0, 1, 2, 4, 8]] * 4


def test_all_three_cost_the_same_work(alice: Membership, adam: Membership, monkeypatch: pytest.MonkeyPatch) -> None:
    adam.user.is_active = False
    adam.user.save()
    hashed: list[str] = []

    def encode(_hasher: Any, password: str, _salt: str) -> str:
        hashed.append(password)
        return "argon2$none"

    monkeypatch.setattr("tests.hashers.QuickArgon2.encode", encode)
    monkeypatch.setattr("tests.hashers.QuickArgon2.verify", lambda *given: hashed.append(given[1]))
    for email in (ALICE, adam.user.email, "nobody@acme.example", "no address"):
        try_it(email)
        assert hashed == ["wrong"], email
        hashed.clear()


def test_while_one_waits_the_right_password_is_refused_too(alice: Membership) -> None:
    fail(FREE_FAILURES)
    refused = try_it(password=PASSWORD)
    assert (refused.user, refused.wait_seconds > 0) == (None, True)
    assert try_it(password=PASSWORD, later_seconds=5).user == alice.user


def test_success_makes_a_clean_slate_for_the_address(alice: Membership) -> None:
    fail(FREE_FAILURES - 1)
    assert try_it(password=PASSWORD).user
    assert fail(FREE_FAILURES - 1) == [0] * (FREE_FAILURES - 1)


def test_the_wait_never_passes_a_quarter_of_an_hour(alice: Membership) -> None:
    fail(1)
    Guess.objects.update(failures=2_000_000)
    assert try_it().wait_seconds == LONGEST_WAIT_SECONDS


def test_a_day_later_failures_are_forgotten(alice: Membership) -> None:
    fail(FREE_FAILURES - 1)
    assert try_it(later_seconds=24 * 3600 + 60).wait_seconds == 0


def test_guesses_are_counted_for_the_address_from_wherever_they_come(alice: Membership) -> None:
    waits = [try_it(client=f"192.0.2.{number}").wait_seconds for number in range(FREE_FAILURES + 1)]
    assert waits[FREE_FAILURES - 1] == 1
    assert waits[-1] > 0


def test_one_client_that_tries_many_addresses_is_slowed(alice: Membership) -> None:
    waits = [try_it(f"user{number}@acme.example").wait_seconds for number in range(FREE_FAILURES_PER_CLIENT)]
    assert waits == [0] * (FREE_FAILURES_PER_CLIENT - 1) + [1]
    assert try_it(password=PASSWORD).user is None
    assert try_it(password=PASSWORD, client="192.0.2.99").user == alice.user


def test_other_spellings_of_an_address_are_no_fresh_guesses(alice: Membership) -> None:
    spellings = [ALICE, "ALICE@acme.example", "alice@ａcme.example", "alice@acｍe.example", " alice@acme.ｅxample"]
    assert [try_it(email).wait_seconds for email in spellings] == [0, 0, 0, 0, 1]


def test_who_tried_which_address_is_not_in_the_database(alice: Membership) -> None:
    try_it()
    assert {len(bytes(guess.key)) for guess in Guess.objects.all()} == {32}
    assert b"alice" not in b"".join(bytes(guess.key) for guess in Guess.objects.all())


@pytest.mark.django_db(transaction=True)
def test_guesses_sent_together_are_not_all_the_first(alice: Membership) -> None:
    results = at_once(12, lambda index: try_it(client=f"192.0.2.{index}"))
    assert sorted(result.wait_seconds > 0 for result in results) == [False] * (FREE_FAILURES - 1) + [True] * 8
    assert max(Guess.objects.values_list("failures", flat=True)) == FREE_FAILURES
