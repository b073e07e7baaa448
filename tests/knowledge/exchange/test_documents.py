"""Front matter and links by themselves: what is written is read again."""

import contextlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.lib.text import is_storable, one_line
from knowledge.exchange.front_matter import ARTICLE_FIELDS, read_document, write_document
from knowledge.exchange.links import destinations, led_elsewhere, path_between, path_from, relative_path
from knowledge.exchange.problems import Unfit
from knowledge.fields import clean_body

LINES = st.text(max_size=60).filter(is_storable).map(one_line)


@given(title=LINES, labels=st.lists(LINES, max_size=4), body=st.text(max_size=200).filter(is_storable))
def test_a_document_reads_back_as_it_was_written(title: str, labels: list[str], body: str) -> None:
    text = write_document({"title": title, "labels": labels, "position": 3}, clean_body(body))
    found = read_document("a.md", text, ARTICLE_FIELDS)
    assert (found.words, found.lists) == ({"title": title, "position": "3"}, {"labels": labels})
    assert clean_body(found.body) == clean_body(body)


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused_with_a_line(text: str) -> None:
    with contextlib.suppress(Unfit):
        read_document("a.md", "---\n" + text, ARTICLE_FIELDS)


def test_values_are_texts_whatever_yaml_takes_them_for() -> None:
    text = "---\ntitle: 2024\nlanguage: no\nslug: null\nlabels: [yes, 1.0, 2020-01-01]\n---\n"
    found = read_document("a.md", text, ARTICLE_FIELDS)
    assert found.words == {"title": "2024", "language": "no", "slug": "null"}
    assert found.lists == {"labels": ["yes", "1.0", "2020-01-01"]}


def test_windows_and_its_mark_are_read() -> None:
    found = read_document("a.md", "---\r\ntitle: T\r\n---\r\nBody\r\n", ARTICLE_FIELDS)
    assert (found.words["title"], found.body, found.body_line) == ("T", "Body\n", 4)


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("[a](b.md) ![c](d/e.png 'title')", ["b.md", "d/e.png"]),
        ("[a](<b c.md>) [a]( b.md )", ["b c.md", "b.md"]),
        ("[a](b(1).txt)", ["b(1).txt"]),
        ("[a]\n\n[a]: b.md 'title'", ["b.md"]),
        ("`[a](b.md)` ``[a](`b.md)`` [a](c.md)", ["c.md"]),
        ("```\n[a](b.md)\n```\n[a](c.md)", ["c.md"]),
        ("    [a](b.md)\n\n[a](c.md)", ["c.md"]),
        ("a ` b\n\n[a](c.md) ` d", ["c.md"]),
        ("[![a](b.png)](c.md)", ["b.png", "c.md"]),
    ],
)
def test_destinations_are_found_outside_code(body: str, found: list[str]) -> None:
    assert [one.text for one in destinations(body)] == found


@given(st.text(max_size=200))
def test_a_text_that_leads_nowhere_else_stays_itself(body: str) -> None:
    assert led_elsewhere(body, lambda one: None) == body


@pytest.mark.parametrize(
    "text", ["https://a.example", "mailto:a@b.example", "#part", "/root", "//host/x", "", "http://["]
)
def test_what_is_no_path_in_the_folder_is_left(text: Any) -> None:
    assert relative_path(text) is None


@pytest.mark.parametrize("other", ["a/c.png", "d/e f.png", "a/ü (1).png", "a/x#y?.png", "a/100%.png", "c.png", "a/b/c"])
def test_a_path_from_one_file_to_another_and_back(other: str) -> None:
    found = relative_path(path_between("a/b.md", other))
    assert found is not None
    assert (path_from("a/b.md", found[0]), found[1]) == (other, "")
    assert [one.text for one in destinations(f"[x]({path_between('a/b.md', other)})")] != []
