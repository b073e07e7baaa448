"""Values of custom fields: whatever comes in is kept as the field says, or refused by its name."""

import datetime
import json
import math
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpdesk.lib.errors import Invalid
from tickets.custom import MAX_TEXT, Kind, check_json, clean_value, missing
from workflow.models import CustomField

CHOICES = ["S", "M", "L"]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def field(kind: str) -> CustomField:
    choices = CHOICES if "select" in kind else []
    return CustomField(key="key", label="Label", kind=kind, choices=choices, retired_choices=["XS"] if choices else [])


@given(kind=st.sampled_from(Kind.values), value=JSON | st.integers(min_value=10**300) | st.sampled_from(CHOICES))
@settings(max_examples=500)
def test_any_value_is_kept_or_refused_by_name(kind: str, value: Any) -> None:
    try:
        kept = clean_value(field(kind), value)
    except Invalid as error:
        refused: Invalid | None = error
    else:
        refused = None
        assert clean_value(field(kind), kept) == kept
        json.dumps(kept, allow_nan=False)
    assert refused is None or (refused.field == "custom.key" and refused.hint)


@given(value=JSON)
@settings(max_examples=300)
def test_what_passes_can_be_stored(value: Any) -> None:
    try:
        check_json("key", value)
    except Invalid as error:
        refused: Invalid | None = error
    else:
        refused = None
        text = json.dumps(value, allow_nan=False)
        assert "\\u0000" not in text.replace("\\\\", "")
        assert orjson.dumps(value)  # as an archive of everything writes it
    assert refused is None or refused.field.startswith("custom.")


@given(number=st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_is_the_same_as_text(number: float) -> None:
    assert clean_value(field("number"), repr(number)) == clean_value(field("number"), number) == number


@given(day=st.dates())
def test_a_day_reads_back_as_itself(day: datetime.date) -> None:
    assert clean_value(field("date"), day.isoformat()) == day.isoformat()


@given(chosen=st.lists(st.sampled_from([*CHOICES, "XS"])))
def test_choices_come_in_the_order_of_the_field_without_repeats(chosen: list[str]) -> None:
    assert clean_value(field("multi_select"), chosen) == [one for one in [*CHOICES, "XS"] if one in chosen]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("text", 1),
        ("text", "x" * (MAX_TEXT + 1)),
        ("text", "a\x00"),
        ("number", True),
        ("number", "nan"),
        ("number", "1e999"),
        ("number", math.inf),
        ("number", 10**400),
        ("select", "XXL"),
        ("select", ["S"]),
        ("multi_select", "S"),
        ("multi_select", ["S", "XXL"]),
        ("multi_select", [["S"]]),
        ("boolean", "true"),
        ("boolean", 1),
        ("date", "14.3.2026"),
        ("date", "2026-02-30"),
        ("date", 20260314),
        ("url", "javascript:alert(1)"),
        ("url", "ftp://example.com"),
        ("url", "https://"),
        ("url", "https://[broken"),
        ("url", "https://exa mple.com"),
        ("url", "https://example.com/\nx"),
        ("url", "//example.com"),
    ],
)
def test_these_are_refused(kind: str, value: Any) -> None:
    with pytest.raises(Invalid):
        clean_value(field(kind), value)


def test_deep_and_odd_things_are_refused() -> None:
    deep: Any = 1
    for _ in range(12):
        deep = [deep]
    for value in (deep, {1: "x"}, object(), b"x", 2**64, [-(2**63) - 1]):
        with pytest.raises(Invalid):
            check_json("key", value)


def test_a_required_field_wants_a_value() -> None:
    wanted = field("text")
    wanted.is_required = True
    nothing: list[dict[str, Any]] = [{}, {"key": None}, {"key": ""}, {"key": []}]
    for empty in nothing:
        assert missing([wanted, field("text")], empty) == [wanted]
    assert missing([wanted], {"key": False}) == missing([wanted], {"key": 0}) == []
