"""How an operation may fail: told by the contract's own dialect, so that the description cannot say anything else."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from helpdesk.api.dialect import Dialect
from helpdesk.http.body import MAX_BYTES
from helpdesk.http.idempotency import MAX_KEY
from helpdesk.http.limits import Usage
from helpdesk.lib.errors import (
    Forbidden,
    HelpdeskError,
    InFlight,
    Invalid,
    KeyReused,
    MethodNotAllowed,
    Stale,
    TooLarge,
    TooMany,
    Unauthenticated,
    Unavailable,
    UnsupportedMedia,
)

# What each failure means for the caller, whatever the contract calls it.
MEANINGS: list[tuple[type[HelpdeskError], str]] = [
    (Unauthenticated, "No key, or one that is wrong, revoked or expired."),
    (Forbidden, "The key is good but may not do this."),
    (MethodNotAllowed, "The address exists, this method does not."),
    (InFlight, "The same call is being done at this moment under the same Idempotency-Key."),
    (KeyReused, "The Idempotency-Key came before with another body."),
    (Stale, "The ticket is no longer the version that If-Match names; nothing was changed."),
    (TooLarge, "The body is over 1 MB."),
    (UnsupportedMedia, "The body is not declared as JSON in UTF-8."),
    (TooMany, "Over the limit of the key or of the address it calls from."),
    (Unavailable, "Something we depend on is away; nothing was done."),
]
OURS = "Our fault. It is logged under the X-Request-ID."

ANYWHERE = (
    Unauthenticated(),
    Forbidden(),
    MethodNotAllowed(["GET", "POST"]),
    TooMany(45, limit=100),
    HelpdeskError(),
    Unavailable("The database is busy or away"),
)
WITH_BODY = (
    Invalid("The body is not valid JSON", code="malformed", hint="Send one JSON object in UTF-8"),
    TooLarge(f"The body may have up to {MAX_BYTES} bytes"),
    UnsupportedMedia("Send JSON with Content-Type: application/json"),
)
WITH_KEY = (
    Invalid(
        "Invalid Idempotency-Key",
        field="Idempotency-Key",
        hint=f"Send 1 to {MAX_KEY} printable ASCII characters, such as a UUID",
    ),
    InFlight(1),
    KeyReused(),
)
WITH_VERSION = (
    Stale(
        "The ticket has changed",
        current_version=8,
        changed=[{"type": "ticket.status_changed", "version": 8, "at": "2026-02-17T10:15:00+00:00"}],
    ),
)
NO_LIMIT_HEADERS = {401, 405}


@dataclass
class Answer:
    """One status with everything that may lead to it; ``bodies`` has every wording under a name of its own.

    ``name`` is its first error's: what HTTP calls a status differs between versions of Python. A judgement is about
    what this one operation was sent.
    """

    status: int
    name: str
    meanings: list[str]
    bodies: dict[str, Any]
    headers: list[str]
    is_judgement: bool = False


def answers(errors: Sequence[HelpdeskError], dialect: Dialect) -> Iterator[Answer]:
    """The failures as this contract words them, one for each status."""
    found: dict[int, Answer] = {}
    counted = list(dialect.limit_headers(Usage(1, 1, 1)))
    for error in errors:
        status, body, headers = dialect.word_error(error)
        name = "InternalError" if type(error) is HelpdeskError else type(error).__name__
        always = ["X-Request-ID", *([] if status in NO_LIMIT_HEADERS else counted)]
        answer = found.setdefault(status, Answer(status, name, [], {}, always))
        answer.is_judgement |= isinstance(error, Invalid)
        answer.headers += [name for name in headers if name not in answer.headers]
        answer.meanings += [text for text in [meaning(error)] if text not in answer.meanings]
        if body not in answer.bodies.values():
            answer.bodies["_".join(filter(None, [error.field, error.code]))] = body
    yield from (found[status] for status in sorted(found))


def meaning(error: HelpdeskError) -> str:
    """A sentence for a reader of the description."""
    if isinstance(error, Invalid):
        return "Something in the request is not acceptable; the message says what, the hint what would be."
    known = next((text for kind, text in MEANINGS if isinstance(error, kind)), None)
    return known or (OURS if type(error) is HelpdeskError else f"{error.message.rstrip('.')}.")
