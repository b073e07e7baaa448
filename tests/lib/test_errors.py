"""Errors by meaning."""

import pytest

from helpdesk.lib import errors
from helpdesk.lib.errors import Conflict, HelpdeskError, Invalid, NotFound, Stale, TooMany, Unauthenticated


def test_a_bare_error_still_says_something() -> None:
    assert (Unauthenticated().message, Unauthenticated().code) == ("unauthenticated", "unauthenticated")
    assert (NotFound("ticket").message, NotFound("ticket").code) == ("Ticket not found", "not_found")


def test_what_is_given_is_kept() -> None:
    error = Invalid("subject is required", code="required", field="subject", hint="Say it")
    assert (str(error), error.message, error.code, error.field, error.hint) == (
        "subject is required", "subject is required", "required", "subject", "Say it",
    )  # fmt: skip
    assert Conflict("x").code == "conflict"
    assert Stale("x", current_version=3, changed=[]).current_version == 3
    assert (TooMany(7, limit=5).retry_after, TooMany(7, limit=5).limit) == (7, 5)


def test_every_error_has_a_code_of_its_own() -> None:
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, HelpdeskError)]
    assert len({kind.code for kind in kinds}) == len(kinds)


@pytest.mark.parametrize("kind", [Invalid, NotFound, Conflict, Unauthenticated])
def test_all_are_caught_by_their_base(kind: type[HelpdeskError]) -> None:
    with pytest.raises(HelpdeskError):
        raise kind
