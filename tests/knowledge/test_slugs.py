"""Slugs out of titles in any script."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.slugs import LONGEST_BASE, numbered, slug_of


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Resetting your password", "resetting-your-password"),
        ("  What's new?  ", "whats-new"),
        ("Don\u2019t panic", "dont-panic"),
        ("A/B & C_D.e", "a-b-c-d-e"),
        ("Passwort zurücksetzen – so geht’s", "passwort-zurücksetzen-so-gehts"),
        ("إعادة تعيين كلمة المرور", "إعادة-تعيين-كلمة-المرور"),
        ("हिन्दी में मदद", "हिन्दी-में-मदद"),
        ("می\u200cخواهم", "می-خواهم"),
        ("パスワード", "パスワード"),
        ("../../etc/passwd\x00", "etc-passwd"),
        ("\u202egnp.exe", "gnp-exe"),
        ("ﬁle №１", "file-no1"),
        ("🎉!", ""),
        ("\u0301", ""),
        ("", ""),
    ],
)
def test_a_title_becomes_a_slug(title: str, slug: str) -> None:
    assert slug_of(title) == slug


def test_a_long_title_is_cut_between_words() -> None:
    assert slug_of("word " * 100) == "-".join(["word"] * 40)
    assert slug_of("x" * 500) == "x" * LONGEST_BASE


def test_the_first_number_is_not_said() -> None:
    assert [numbered("a", number) for number in (1, 2, 3)] == ["a", "a-2", "a-3"]


@given(st.text(max_size=400))
def test_a_slug_of_a_slug_is_itself_and_safe_in_an_address(title: str) -> None:
    slug = slug_of(title)
    assert slug_of(slug) == slug
    assert len(slug) <= LONGEST_BASE
    assert not slug.startswith("-")
    assert not slug.endswith("-")
    assert "--" not in slug
    assert all(letter == "-" or unicodedata.category(letter)[0] in "LNM" for letter in slug)
