"""File names, cleaned before anything is judged."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.files.names import MAX_BYTES, clean_name


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("Plan 2026.pdf", "Plan 2026.pdf"),
        ("Übersicht für Köln.pdf", "Übersicht für Köln.pdf"),
        ("تقرير.pdf", "تقرير.pdf"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\windows\\win.ini", "win.ini"),
        ("C:\\Users\\ana\\photo.png", "photo.png"),
        ("folder/", "folder"),
        ("a\uff0f..\uff0fb.txt", "b.txt"),
        ("a\u2215b.txt", "b.txt"),
        (".htaccess", "htaccess"),
        ("\u200b.htaccess", "htaccess"),
        ("\ufeff\u2060.htaccess", "htaccess"),
        (".\u200b.\u200b/x", "x"),
        ("invoice\u202egnp.exe", "invoicegnp.exe"),
        ("a\x00b\r\nSet-Cookie: x.txt", "abSet-Cookie_ x.txt"),
        ("trailing. . .", "trailing"),
        ("CON", "_CON"),
        ("nul.tar.gz", "_nul.tar.gz"),
        ("\u200bcom1.txt", "_com1.txt"),
        ("console.txt", "console.txt"),
        ('a<b>:"|?*.txt', "a_b______.txt"),
        ("a\ud800b.txt", "ab.txt"),
        ("", "file"),
        ("...", "file"),
        ("\u202e", "file"),
        ("/", "file"),
    ],
)
def test_a_name_is_kept_or_made_plain(given_name: str, kept: str) -> None:
    assert clean_name(given_name) == kept


def test_a_long_name_keeps_its_extension() -> None:
    kept = clean_name("ä" * 500 + ".pdf")
    assert kept.endswith("ä.pdf")
    assert len(kept.encode()) <= MAX_BYTES


@given(st.text(st.characters(), max_size=300))
def test_whatever_comes_in_is_plain_short_and_stays_as_it_is(name: str) -> None:
    kept = clean_name(name)
    assert kept
    assert clean_name(kept) == kept
    assert len(kept.encode()) <= MAX_BYTES
    assert not kept.startswith((".", " "))
    assert not set(kept) & set('/\\<>:"|?*\x00')
    assert not {unicodedata.category(character) for character in kept} & {"Cc", "Cf", "Cs"}
