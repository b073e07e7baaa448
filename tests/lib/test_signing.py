"""Signed tokens in links."""

import datetime
import uuid
from typing import Any

import jwt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.lib.signing import BadToken, key_id_of, mint, verify

SECRET, KEY = b"s" * 32, uuid.UUID(int=7)


def in_seconds(seconds: float) -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=seconds)


def token(expires_in_seconds: float = 3600, **claims: Any) -> str:
    return mint({"sub": "ticket", **claims}, secret=SECRET, key_id=KEY, expires_at=in_seconds(expires_in_seconds))


def test_a_token_names_its_key_and_comes_back() -> None:
    assert key_id_of(token()) == KEY
    assert verify(token(jti="a"), secret=SECRET).items() >= {"sub": "ticket", "jti": "a"}.items()


@pytest.mark.parametrize(("expires_in_seconds", "good"), [(3600, True), (-30, True), (-300, False)])
def test_clocks_may_differ_by_a_minute_and_no_more(expires_in_seconds: float, good: bool) -> None:
    if good:
        assert verify(token(expires_in_seconds), secret=SECRET)
    else:
        with pytest.raises(BadToken) as refused:
            verify(token(expires_in_seconds), secret=SECRET)
        assert refused.value.expired


def test_another_secret_is_refused_and_an_expired_forgery_is_not_called_expired() -> None:
    for text in (token(), token(-300)):
        with pytest.raises(BadToken) as refused:
            verify(text, secret=b"x" * 32)
        assert not refused.value.expired


@pytest.mark.parametrize("algorithm", ["none", "HS384", "HS512"])
def test_another_algorithm_is_refused(algorithm: str) -> None:
    claims = {"sub": "ticket", "exp": in_seconds(3600)}
    text = jwt.encode(claims, "" if algorithm == "none" else SECRET * 2, algorithm=algorithm, headers={"kid": KEY.hex})
    with pytest.raises(BadToken):
        verify(text, secret=SECRET * 2 if algorithm != "none" else b"")


def test_a_token_without_an_end_is_refused() -> None:
    with pytest.raises(BadToken):
        verify(jwt.encode({"sub": "ticket"}, SECRET, algorithm="HS256"), secret=SECRET)


def test_every_character_counts() -> None:
    text = token()
    for index in range(len(text)):
        changed = text[:index] + ("A" if text[index] != "A" else "B") + text[index + 1 :]
        with pytest.raises(BadToken):
            verify(changed, secret=SECRET)


def test_another_spelling_of_the_same_signature_is_refused() -> None:
    text = token()
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    same_bits = [text[:-1] + letters[letters.index(text[-1]) ^ change] for change in (1, 2, 3)]
    for changed in (*same_bits, text + "=", text + "==", text + "\n", text[:-4] + "!!!!" + text[-4:]):
        with pytest.raises(BadToken):
            verify(changed, secret=SECRET)
    assert verify(text, secret=SECRET)


@given(st.text())
def test_any_other_text_is_a_bad_token(text: str) -> None:
    for read in (key_id_of, lambda text: verify(text, secret=SECRET)):
        with pytest.raises(BadToken):
            read(text)


@pytest.mark.parametrize("headers", [{}, {"kid": ""}, {"kid": "x"}])
def test_a_token_without_a_readable_key_id_is_bad(headers: dict[str, Any]) -> None:
    text = jwt.encode({"exp": in_seconds(60)}, SECRET, algorithm="HS256", headers=headers)
    with pytest.raises(BadToken):
        key_id_of(text)
