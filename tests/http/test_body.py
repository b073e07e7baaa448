"""read_json: what comes out is a storable object, or one of our errors."""

import contextlib
import json
from typing import Any

import pytest
from django.core.exceptions import TooManyFieldsSent
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.http.body import MAX_BYTES, MAX_DEPTH, MAX_NODES, check_query, read_json
from helpdesk.lib.errors import HelpdeskError, Invalid, TooLarge, UnsupportedMedia

text = st.text(st.characters(exclude_categories=[]))  # surrogates too
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | text,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(text, inner, max_size=4),
    max_leaves=20,
)


def post(raw: bytes, content_type: str = "application/json", **extra: Any) -> dict[str, Any]:
    return read_json(RequestFactory().generic("POST", "/", raw, content_type=content_type, **extra))


@given(values)
def test_any_json_is_an_object_that_can_be_stored_or_one_of_our_errors(value: Any) -> None:
    try:
        body = post(json.dumps(value).encode())
    except HelpdeskError:
        return
    assert body == value
    assert isinstance(body, dict)
    kept = json.dumps(body, ensure_ascii=False, allow_nan=False).encode()
    assert b"\\u0000" not in kept


@given(st.binary(max_size=200))
def test_any_bytes_are_an_object_or_one_of_our_errors(raw: bytes) -> None:
    with contextlib.suppress(HelpdeskError):
        assert isinstance(post(raw), dict)


@given(st.dictionaries(st.text("abc", min_size=1), st.text("xyzé\U0001f600") | st.integers(-(2**63), 2**64 - 1)))
def test_plain_objects_arrive_as_they_were_sent(value: dict[str, Any]) -> None:
    assert post(json.dumps(value).encode()) == value
    assert post(json.dumps(value, ensure_ascii=False).encode(), "application/json; charset=UTF-8") == value


def nested(depth: int, opening: str, closing: str) -> bytes:
    """An object whose one value nests so deep."""
    return ('{"a":' + opening * (depth - 1) + "1" + closing * (depth - 1) + "}").encode()


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"k":', "}")])
def test_the_depth_is_bounded_exactly(opening: str, closing: str) -> None:
    assert post(nested(MAX_DEPTH, opening, closing))
    for depth in (MAX_DEPTH + 1, 2_000, 100_000):
        with pytest.raises(Invalid):
            post(nested(depth, opening, closing))


def test_the_number_of_values_is_bounded() -> None:
    assert post(json.dumps({"a": [0] * (MAX_NODES - 1)}).encode())
    with pytest.raises(Invalid):
        post(json.dumps({"a": [0] * MAX_NODES}).encode())


def test_the_size_is_bounded_to_the_byte() -> None:
    frame = len(b'{"a":""}')
    assert post(b'{"a":"' + b"x" * (MAX_BYTES - frame) + b'"}')
    with pytest.raises(TooLarge):
        post(b'{"a":"' + b"x" * (MAX_BYTES - frame + 1) + b'"}')


def test_a_body_that_the_door_refused_is_too_large() -> None:
    with pytest.raises(TooLarge):
        post(b"", **{"helpdesk.body_refused": "too large"})


def test_a_length_that_is_no_number_is_not_our_fault() -> None:
    assert post(b"{}", CONTENT_LENGTH="many") == {}


@pytest.mark.parametrize(
    "raw",
    [
        b'{"a":1,"a":1}',
        b'{"x":{"a":1,"b":2,"a":3}}',
        b'{"a":1,"\\u0061":2}',
        b'{"a":NaN}',
        b'{"a":-Infinity}',
        b'{"a":1e999}',
        b'{"a":' + b"9" * 5000 + b"}",
        b'{"a":18446744073709551616}',
        b'{"a":[{"b":-9223372036854775809}]}',
        b'\xef\xbb\xbf{"a":1}',
        b"{'a':1}",
        b'{"a":1} {}',
    ],
)
def test_what_two_readers_might_read_differently_is_refused(raw: bytes) -> None:
    with pytest.raises(Invalid):
        post(raw)


@pytest.mark.parametrize("raw", [b"", b" \r\n\t "])
@pytest.mark.parametrize("content_type", ["application/json", "text/plain", ""])
def test_nothing_is_an_empty_object_whatever_its_type(raw: bytes, content_type: str) -> None:
    assert post(raw, content_type) == {}


@pytest.mark.parametrize("content_type", ["text/json", "application/xml", "", "application/json; charset=latin-1"])
def test_other_types_are_not_read(content_type: str) -> None:
    with pytest.raises(UnsupportedMedia):
        post(b"{}", content_type)


@pytest.mark.parametrize("encoding", ["gzip", "br", "deflate", "x"])
def test_a_body_that_is_packed_is_not_read_as_if_it_were_not(encoding: str) -> None:
    with pytest.raises(UnsupportedMedia):
        post(b'{"a":1}', HTTP_CONTENT_ENCODING=encoding)
    assert post(b'{"a":1}', HTTP_CONTENT_ENCODING="Identity") == {"a": 1}


def test_a_query_has_as_many_parameters_as_can_be_taken_apart(settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 3
    fine, too_many = (RequestFactory().get("/?" + "&".join(["a=1"] * times)) for times in (3, 4))
    check_query(fine)
    assert len(fine.GET.getlist("a")) == 3
    with pytest.raises(TooManyFieldsSent):
        _ = too_many.GET
    with pytest.raises(Invalid):
        check_query(too_many)


def test_the_field_at_fault_is_named() -> None:
    with pytest.raises(Invalid) as refused:
        post(json.dumps({"fine": 1, "tags": ["ok", {"deep": "\x00"}]}).encode())
    assert refused.value.field == "tags"
