"""Secrets that we only check."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.lib.keys import ALPHABET, SECRET_LENGTH, digest_of, matches, new_key, split_key

PREFIX = "tl_live_"


def test_a_new_key_is_found_by_its_public_part_and_checked_by_its_secret() -> None:
    key = new_key(PREFIX)
    parts = split_key(PREFIX, key.text)
    assert parts is not None
    assert parts[0] == key.public
    assert key.text == PREFIX + parts[0] + parts[1]
    assert matches(parts[1], key.digest)
    assert key.digest == digest_of(parts[1])


def test_the_secret_holds_at_least_128_bits_and_never_repeats() -> None:
    assert SECRET_LENGTH * math.log2(len(ALPHABET)) >= 128
    assert len({new_key(PREFIX).text for _ in range(1000)}) == 1000


@given(st.text(max_size=60))
def test_what_is_not_shaped_like_a_key_is_none(text: str) -> None:
    parts = split_key(PREFIX, text)
    assert parts is None or PREFIX + "".join(parts) == text
    assert split_key(PREFIX, PREFIX + text) is None or (len(text) == 40 and text.isascii() and text.isalnum())


@pytest.mark.parametrize("body", ["x" * 39, "x" * 41, "x" * 39 + "_", "é" * 40, "٣" * 40, " " * 40, "x" * 39 + "\n"])
def test_bodies_of_another_length_or_alphabet_are_none(body: str) -> None:
    assert split_key(PREFIX, PREFIX + body) is None


def test_another_secret_does_not_match() -> None:
    assert not matches("a" * 30, digest_of("b" * 30))
    assert not matches("", digest_of("b" * 30))


def test_without_a_prefix_a_bar_stands_between_the_parts() -> None:
    made = new_key("")
    public, bar, secret = made.text.partition("|")
    assert (bar, public) == ("|", made.public)
    assert split_key("", made.text) == (public, secret)
    for other in (public + secret, made.text + "|", f"{secret}|{public}", f"{public}||{secret[1:]}", "|"):
        assert split_key("", other) is None
    assert split_key("tl_live_", made.text) is None
