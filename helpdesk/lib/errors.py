"""What can go wrong, by meaning. Verbs and doors raise these; each contract's dialect.py words them.

``message`` is an English sentence for people; ``code`` is a stable word for programs; ``field`` names the input at
fault where there is one; ``hint`` says what would be right.
"""

from typing import Any


class HelpdeskError(Exception):
    """Base of every expected failure."""

    code = "error"

    def __init__(self, message: str = "", *, code: str = "", field: str = "", hint: str = "") -> None:
        super().__init__(message or self.code)
        self.message = message or self.code.replace("_", " ")
        self.code = code or type(self).code
        self.field = field
        self.hint = hint


class Invalid(HelpdeskError):
    """Input that breaks a rule. ``code`` is ``required``, ``invalid``, ``choice``, ``too_long`` or a verb's own."""

    code = "invalid"


class Unauthenticated(HelpdeskError):
    """No credential, or one that is wrong, revoked or expired; callers are not told which."""

    code = "unauthenticated"


class Forbidden(HelpdeskError):
    """A good credential that lacks the scope, role or plan feature for this kind of thing."""

    code = "forbidden"


class NotFound(HelpdeskError):
    """Missing, or belonging to somebody else: the two are never told apart."""

    code = "not_found"

    def __init__(self, kind: str = "object", **kwargs: Any) -> None:
        super().__init__(f"{kind.capitalize()} not found", **kwargs)
        self.kind = kind


class Conflict(HelpdeskError):
    """The state of things forbids it now: in use, already rated, in flight."""

    code = "conflict"


class InFlight(Conflict):
    """The same write is being done at this moment; ``retry_after`` is in whole seconds."""

    code = "in_flight"

    def __init__(self, retry_after: int) -> None:
        super().__init__("A request with this Idempotency-Key is in progress", hint="Send it again in a moment")
        self.retry_after = retry_after


class KeyReused(HelpdeskError):
    """An Idempotency-Key that came before, with another body."""

    code = "idempotency_key_reused"

    def __init__(self) -> None:
        super().__init__(
            "This Idempotency-Key was used with another body",
            hint="Use a new key for a new request",
            field="Idempotency-Key",
        )


class Stale(HelpdeskError):
    """The caller wrote on an old version. ``changed`` lists what happened since, newest last."""

    code = "stale"

    def __init__(self, message: str, *, current_version: int, changed: list[dict[str, Any]]) -> None:
        super().__init__(message)
        self.current_version = current_version
        self.changed = changed


class TooLarge(HelpdeskError):
    """A body over the size that the door takes."""

    code = "too_large"


class UnsupportedMedia(HelpdeskError):
    """A body of a content type that the door does not read."""

    code = "unsupported_media_type"


class MethodNotAllowed(HelpdeskError):
    """The path exists, the method does not; ``allowed`` goes into the Allow header."""

    code = "method_not_allowed"

    def __init__(self, allowed: list[str]) -> None:
        super().__init__("Method not allowed")
        self.allowed = allowed


class TooMany(HelpdeskError):
    """Over a limit of ``limit`` calls; ``retry_after`` is in whole seconds."""

    code = "too_many"

    def __init__(self, retry_after: int, *, limit: int = 0) -> None:
        super().__init__("Too many requests")
        self.retry_after = retry_after
        self.limit = limit


class Unavailable(HelpdeskError):
    """Something we depend on is away; nothing was done; ``retry_after`` is in whole seconds."""

    code = "unavailable"

    def __init__(self, message: str = "Temporarily unavailable", *, retry_after: int = 5) -> None:
        super().__init__(message)
        self.retry_after = retry_after
