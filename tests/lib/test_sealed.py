"""Secrets that we must use again."""

import base64
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.lib.sealed import Sealer, SealError, fingerprint, parse_keys

OLD, NEW = b"o" * 32, b"n" * 32


@given(st.binary(max_size=200), st.text(max_size=20))
def test_what_is_sealed_opens_for_its_purpose(value: bytes, purpose: str) -> None:
    sealer = Sealer([OLD])
    assert sealer.open(sealer.seal(value, purpose=purpose), purpose=purpose) == value


def test_it_does_not_open_for_another_purpose() -> None:
    sealer = Sealer([OLD])
    with pytest.raises(SealError):
        sealer.open(sealer.seal(b"x", purpose="signing:1"), purpose="signing:2")


def test_the_same_value_never_looks_the_same() -> None:
    sealer = Sealer([OLD])
    assert len({sealer.seal(b"x", purpose="p") for _ in range(100)}) == 100
    assert b"plain text" not in sealer.seal(b"plain text", purpose="p")


def test_every_single_bit_counts() -> None:
    sealer = Sealer([OLD, NEW])
    sealed = sealer.seal(b"secret", purpose="p")
    for bit in range(len(sealed) * 8):
        altered = bytearray(sealed)
        altered[bit // 8] ^= 1 << bit % 8
        with pytest.raises(SealError):
            sealer.open(bytes(altered), purpose="p")


def test_what_is_cut_off_anywhere_is_a_seal_error() -> None:
    sealer = Sealer([OLD])
    sealed = sealer.seal(b"secret", purpose="p")
    for length in range(len(sealed)):
        with pytest.raises(SealError):
            sealer.open(sealed[:length], purpose="p")


def test_a_rotation_opens_the_old_and_seals_with_the_new() -> None:
    old = Sealer([OLD]).seal(b"x", purpose="p")
    both = Sealer([NEW, OLD])
    assert both.open(old, purpose="p") == b"x"
    again = both.seal(b"x", purpose="p")
    assert again[1:5] == fingerprint(NEW)
    assert Sealer([NEW]).open(again, purpose="p") == b"x"
    with pytest.raises(SealError):
        Sealer([NEW]).open(old, purpose="p")


@pytest.mark.parametrize("keys", [[], [b""], [b"x" * 31], [OLD, b"x" * 33]])
def test_keys_of_another_length_are_refused(keys: list[bytes]) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        Sealer(keys)


def test_keys_are_read_with_and_without_padding_and_spaces() -> None:
    keys = [os.urandom(32), os.urandom(32)]
    texts = [base64.urlsafe_b64encode(key).decode() for key in keys]
    assert parse_keys(f" {texts[0]} , {texts[1].rstrip('=')},") == keys


@pytest.mark.parametrize("text", ["", ",", "short", "é" * 43, "A" * 42, "A" * 44])
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parse_keys(text)
