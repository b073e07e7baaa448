"""What went and what came between two texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.models import ArticleVersion
from portal.desk.articles import comparing
from portal.desk.articles.comparing import Piece, by_lines, compared, operations, pieces_of


def version(body: str, title: str = "t") -> ArticleVersion:
    return ArticleVersion(title=title, body=body)


def test_changed_words_stand_between_those_that_stayed() -> None:
    found = compared(version("Press the red button", "Help"), version("Press the green button", "Help!"))
    assert found.title == [Piece("same", "Help"), Piece("added", "!")]
    assert found.body == [
        Piece("same", "Press the "),
        Piece("removed", "red"),
        Piece("added", "green"),
        Piece("same", " button"),
    ]


def test_the_same_text_has_no_differences() -> None:
    assert compared(version("x"), version("x")) == comparing.Difference([], [])


def test_of_what_stayed_only_the_lines_around_are_shown() -> None:
    lines = [f"line {number}\n" for number in range(20)]
    changed = [*lines[:10], "new\n", *lines[10:]]
    found = list(by_lines("".join(lines), "".join(changed)))
    assert [piece.kind for piece in found] == ["skipped", "same", "added", "same", "skipped"]
    assert found[1].text == "line 8\nline 9\n"
    assert found[3].text == "line 10\nline 11\n"


@given(st.text(alphabet="ab \n", max_size=60), st.text(alphabet="ab \n", max_size=60), st.sampled_from([3, 1000]))
def test_what_is_kept_and_removed_is_the_old_and_what_is_kept_and_added_the_new(
    before: str, after: str, most: int
) -> None:
    blocks = operations(list(before), list(after), most=most)
    assert "".join(before[a:b] for _, a, b, _, _ in blocks) == before
    assert "".join(after[c:d] for _, _, _, c, d in blocks) == after
    assert all(before[a:b] == after[c:d] for kind, a, b, c, d in blocks if kind == "equal")
    pieces = list(pieces_of(list(before), list(after)))
    assert "".join(piece.text for piece in pieces if piece.kind != "added") == before
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == after


def test_long_texts_are_compared_coarsely(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparing, "SequenceMatcher", None)
    before, after = ["same", *["old"] * 5000, "end"], ["same", *["new"] * 5000, "end"]
    assert operations(before, after, most=3000) == [
        ("equal", 0, 1, 0, 1),
        ("replace", 1, 5001, 1, 5001),
        ("equal", 5001, 5002, 5001, 5002),
    ]
