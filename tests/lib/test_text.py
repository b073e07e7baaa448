"""Rules for text from outside."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.lib.text import clean_email, is_blank, is_storable, is_web_address, one_line, preview_of


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("ana@example.com", "ana@example.com"),
        (" Ana@EXAMPLE.com\r\n", "ana@example.com"),
        ("ana+tag@example.com", "ana+tag@example.com"),
        ("o'brien@example.com", "o'brien@example.com"),
        ("ana@ｅxample.com", "ana@example.com"),
        ("ana@\u212aelvin.com", "ana@kelvin.com"),
        ("ana@exämple.com", "ana@exämple.com"),
        ("ana@xn--exmple-cua.com", "ana@exämple.com"),
        ("ana@sub.example.co.uk", "ana@sub.example.co.uk"),
    ],
)
def test_an_address_has_one_spelling(text: str, address: str) -> None:
    assert clean_email(text) == clean_email(clean_email(text)) == address


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ana",
        "ana@",
        "@example.com",
        "ana@example",
        "ana@example.com.",
        "ana@.example.com",
        "ana@exa mple.com",
        "a..b@example.com",
        ".a@example.com",
        "ana@example.com, bob@example.com",
        "ana@example.com;bob@example.com",
        "ana@example.com bob@example.com",
        "ana@example.com\nbob@example.com",
        "ana@example.com\r\nBcc: bob@example.com",
        "Ana <ana@example.com>",
        "<ana@example.com>",
        "victim@corp.example <attacker@evil.example>",
        '"a b"@example.com',
        '"a@b"@example.com',
        "a@b@example.com",
        "ana@[127.0.0.1]",
        "ana(comment)@example.com",
        "mailto:ana@example.com",
        "ana@example.com\x00",
        "an\x00a@example.com",
        "ana@\ud800.com",
        "аna@example.com",
        "ａna@example.com",
        "mıke@example.com",
        "ana@example.com?cc=bob@example.com",
        "=?utf-8?q?ana?=@example.com\t",
        "ana@-example.com",
        "x" * 250 + "@example.com",
    ],
)
def test_what_is_not_exactly_one_plain_address_is_refused(text: str) -> None:
    try:
        cleaned = clean_email(text)
    except ValueError:
        return
    # "=?utf-8?q?ana?=" is an odd but legal local part; it must at least stay what it is.
    assert cleaned == text.strip()
    assert text.startswith("=?")


@given(st.emails())
def test_ordinary_addresses_are_taken_and_stay(email: str) -> None:
    try:
        cleaned = clean_email(email)
    except ValueError:
        return
    assert clean_email(cleaned) == cleaned == cleaned.lower()


@given(st.text(st.characters(exclude_categories=[])))
def test_only_text_that_the_database_takes_is_storable(text: str) -> None:
    try:
        encoded = text.encode()
    except UnicodeEncodeError:
        assert not is_storable(text)
    else:
        assert is_storable(text) == (b"\x00" not in encoded)


@given(st.text(st.characters(exclude_categories=[]) | st.sampled_from("\r\n\v\f\x85\u2028\u2029\x00\x1b")))
def test_one_line_is_one_line_for_everybody_who_counts_lines(text: str) -> None:
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert not any(character < " " and character != "\t" for character in line)
    assert one_line(line) == line


def test_line_breaks_become_spaces_and_controls_vanish() -> None:
    assert one_line(" a\r\n\r\nb\u2028c\x1b[0m\x7f ") == "a b c[0m"


@given(st.text(), st.integers(2, 200))
def test_a_preview_is_short_and_on_one_line(text: str, length: int) -> None:
    preview = preview_of(text, length)
    assert len(preview) <= length
    assert len(preview.splitlines()) <= 1


def test_a_preview_that_is_cut_says_so() -> None:
    assert preview_of("one  two\n\nthree", 20) == "one two three"
    assert preview_of("one two three", 9) == "one two…"


@pytest.mark.parametrize("text", ["https://a.example", "http://a.example:8/b?c=d#e", "HTTPS://A.example/ü"])
def test_what_may_become_a_link(text: str) -> None:
    assert is_web_address(text)


@pytest.mark.parametrize(
    "text",
    ["", "a.example", "/a", "//a.example", "https:", "https://", "javascript:alert(1)", "JavaScript://a.example/%0Aalert(1)",
     "data:text/html,x", " https://a.example", "https://a.example/ b", "ht\ntps://a.example", "\x01https://a.example",
     "https://a.example/\u202egpj", "https://[a"],
)  # fmt: skip
def test_what_may_not(text: str) -> None:
    assert not is_web_address(text)


@pytest.mark.parametrize("text", ["", " \n\t", "\u200b", "\u00a0\u3000", "\ufeff\u202e", "\u3164\u2800", "\x1b\x7f"])
def test_a_text_without_anything_to_see_is_blank(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize("text", ["a", " \u200b.", "\u0627", "👍", "\ue000", "\ufe0f"])
def test_whatever_shows_is_not_blank(text: str) -> None:
    assert not is_blank(text)
