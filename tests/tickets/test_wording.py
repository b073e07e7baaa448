"""A workspace's own words: what may stand in them, and what becomes of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.lib.errors import Invalid
from tickets.wording import PLACEHOLDERS, clean_opening, clean_subject, fill

VALUES = {"name": "Ana", "reference": "TKT-0042", "subject": "Parcel", "company": "Acme"}


def test_each_placeholder_gets_its_value() -> None:
    assert fill("{name} {reference} {subject} {company}", VALUES) == "Ana TKT-0042 Parcel Acme"


def test_without_a_name_the_blank_before_it_goes_too() -> None:
    assert fill("Hello {name}, hello", VALUES | {"name": ""}) == "Hello, hello"


def test_what_a_value_holds_is_not_filled_in_again() -> None:
    assert fill("{subject}", VALUES | {"subject": "{name} {company}"}) == "{name} {company}"


@pytest.mark.parametrize(
    "text", ["{x}", "{", "}", "{}", "{name", "{{name}}", "{name.x}", "{NAME}", "{ name }", "{name!r}"]
)
def test_anything_else_in_braces_is_refused(text: str) -> None:
    for clean, field in ((clean_subject, "subject"), (clean_opening, "opening")):
        with pytest.raises(Invalid) as refused:
            clean(f"Hello {text}")
        assert refused.value.field == field
        assert "{name}" in refused.value.hint


@pytest.mark.parametrize("text", ["a\x00b", "\ud800", "a" * 2001])
def test_what_cannot_be_kept_is_refused(text: str) -> None:
    for clean in (clean_subject, clean_opening):
        with pytest.raises(Invalid):
            clean(text)


def test_a_subject_stands_on_one_line() -> None:
    assert clean_subject("a\r\nBcc: x@example.com") == "a Bcc: x@example.com"


@given(st.text())
def test_what_is_taken_can_always_be_filled(text: str) -> None:
    try:
        taken = clean_opening(text)
    except Invalid:
        return
    filled = fill(taken, VALUES)
    assert not any(f"{{{word}}}" in filled for word in PLACEHOLDERS)
