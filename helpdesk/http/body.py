"""The one guard that every JSON body passes before anybody looks at it, and every query before it is taken apart."""

import json
import math
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from helpdesk.lib.errors import Invalid, TooLarge, UnsupportedMedia
from helpdesk.lib.text import is_storable

MAX_BYTES = 1_000_000
MAX_DEPTH = 32
MAX_NODES = 50_000
# The whole numbers that every reader and writer of JSON here takes; beyond them the fast ones fail.
WHOLE_NUMBERS = range(-(2**63), 2**64)


def read_json(request: HttpRequest) -> dict[str, Any]:
    """The body as a JSON object; an absent body is an empty one.

    Raises TooLarge, UnsupportedMedia (also for a compressed body), and Invalid for what is not one JSON object in
    UTF-8, nests deeper than 32, repeats a key, or holds text or numbers that cannot be stored.
    """
    raw = b"" if request.META.get("helpdesk.body_refused") else request.read(MAX_BYTES + 1)
    if request.META.get("helpdesk.body_refused") or len(raw) > MAX_BYTES:
        raise TooLarge(f"The body may have up to {MAX_BYTES} bytes")
    if not raw.strip():
        return {}
    if request.META.get("HTTP_CONTENT_ENCODING", "identity").strip().lower() not in {"", "identity"}:
        raise UnsupportedMedia("Send the body as it is, without Content-Encoding")
    charset = (request.content_params or {}).get("charset", "utf-8").lower()
    if request.content_type != "application/json" or charset not in {"utf-8", "utf8"}:
        raise UnsupportedMedia("Send JSON with Content-Type: application/json")
    try:
        parsed = json.loads(raw.decode("utf-8"), object_pairs_hook=unique_keys, parse_constant=refuse_constant)
    except RecursionError as error:
        raise Invalid("The body nests too deeply", hint=f"Nest at most {MAX_DEPTH} levels") from error
    except ValueError as error:  # also UnicodeDecodeError, JSONDecodeError and numbers of absurd length
        raise Invalid("The body is not valid JSON", code="malformed", hint="Send one JSON object in UTF-8") from error
    if not isinstance(parsed, dict):
        raise Invalid("The body must be a JSON object", code="malformed", hint="Send an object such as {}")
    check(parsed)
    return parsed


def check_query(request: HttpRequest) -> None:
    """Raises Invalid for a query with more parameters than Django would take apart: it would fail wherever a handler
    first looks at one."""
    most = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    if most is not None and request.META.get("QUERY_STRING", "").count("&") >= most:
        raise Invalid(f"The query has more than {most} parameters", code="too_many", hint="Send each parameter once")


def unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose keys are all different: two readers must never see two different bodies. Raises Invalid."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Invalid("The body repeats a key", code="malformed", hint="Send each key once")
    return found


def refuse_constant(name: str) -> None:
    """NaN and Infinity are not JSON. Raises ValueError."""
    raise ValueError(name)


def check(body: dict[str, Any]) -> None:
    """Bound depth and size and test every string, keys too. Raises Invalid naming the top-level field."""
    stack: list[tuple[Any, int, str]] = [(value, 1, key) for key, value in body.items()]
    texts = "".join(body)
    nodes = 0
    if not is_storable(texts):
        raise Invalid("A key holds characters that are not text", code="malformed")
    while stack:
        value, depth, field = stack.pop()
        nodes += 1
        if depth > MAX_DEPTH or nodes > MAX_NODES:
            raise Invalid(
                "The body nests too deeply or holds too much", field=field, hint=f"At most {MAX_DEPTH} levels"
            )
        if isinstance(value, str):
            check_text(value, field)
        elif isinstance(value, list):
            stack.extend((item, depth + 1, field) for item in value)
        elif isinstance(value, dict):
            for key, item in value.items():
                check_text(key, field)
                stack.append((item, depth + 1, field))
        elif is_too_large(value):
            raise Invalid(f"{field} holds too large a number", field=field, hint="Send whole numbers of up to 64 bits")


def is_too_large(value: Any) -> bool:
    """Whether it is a number that could be read but not written again."""
    if isinstance(value, float):
        return math.isinf(value)
    return isinstance(value, int) and value not in WHOLE_NUMBERS


def check_text(text: str, field: str) -> None:
    """Raises Invalid for NUL and lone surrogates."""
    if not is_storable(text):
        raise Invalid(f"{field} holds characters that are not text", field=field, hint="Remove NUL and lone surrogates")
