"""Headers that mean the same in every contract, as OpenAPI describes them."""

from typing import Any

from helpdesk.http.idempotency import MAX_KEY

HEADERS: dict[str, Any] = {
    "X-Request-ID": {
        "description": "Names this call in our logs; tell it to support. It is yours when you sent a usable one.",
        "schema": {"type": "string"},
        "example": "0b1f6b0e7c3a4f0d9a51c2d7e8f90123",
    },
    "X-RateLimit-Limit": {
        "description": "Calls that the tightest window takes.",
        "schema": {"type": "integer", "minimum": 0},
        "example": 100,
    },
    "X-RateLimit-Remaining": {
        "description": "Calls left in that window.",
        "schema": {"type": "integer", "minimum": 0},
        "example": 95,
    },
    "X-RateLimit-Reset": {
        "description": "When that window ends, in Unix seconds.",
        "schema": {"type": "integer", "minimum": 0},
        "example": 1771322460,
    },
    "Retry-After": {
        "description": "Seconds to wait before the same call can succeed.",
        "schema": {"type": "integer", "minimum": 1},
        "example": 45,
    },
    "ETag": {
        "description": "The version of what is shown. Send it back in If-None-Match or If-Match.",
        "schema": {"type": "string"},
        "example": '"7"',
    },
    "Allow": {
        "description": "The methods that this address takes.",
        "schema": {"type": "string"},
        "example": "GET, POST",
    },
    "WWW-Authenticate": {
        "description": "How to show who you are.",
        "schema": {"type": "string"},
        "example": "Bearer",
    },
}

REQUEST_ID = {
    "name": "X-Request-ID",
    "in": "header",
    "description": "Your own name for this call: 8 to 64 letters, digits, dots, dashes and underscores. "
    "Anything else is replaced by one of ours.",
    "schema": {"type": "string"},
}
IDEMPOTENCY_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "description": "Makes it safe to send this call again: under one key it is done once, for 24 hours. "
    "The repetition is answered with what the first call made, as it is now.",
    "schema": {"type": "string", "minLength": 1, "maxLength": MAX_KEY, "pattern": "^[ -~]+$"},
    "example": "4f9c7f9a-order-1042",
}
IF_NONE_MATCH = {
    "name": "If-None-Match",
    "in": "header",
    "description": "An ETag you hold; when it is still the version, the answer is 304 without a body.",
    "schema": {"type": "string"},
}
IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "description": "The ETag you read; when somebody has changed the ticket since, nothing is done and the answer "
    "is 412.",
    "schema": {"type": "string"},
}


def referred(names: list[str]) -> dict[str, Any]:
    """The headers of one answer, each by reference."""
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}
